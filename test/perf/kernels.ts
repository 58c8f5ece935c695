// Seven indicators over a million bars, ours against every JavaScript library at hand, in turns in one process.
// npx tsx test/perf/kernels.ts [bars] [rounds]
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { IndicatorsSync } from '@ixjb94/indicators'
import * as indicatorts from 'indicatorts'
import * as talib from 'talib-web'
import * as technical from 'technicalindicators'
import * as signals from 'trading-signals'
import type { ParamValues } from '@/sandbox/catalogue/define'
import { seeded } from '@/sandbox/catalogue/docs/sample'
import { catalogue } from '@/sandbox/catalogue/index'
import type { BarColumns } from '@/sandbox/ir/bars'
import { ProgramBuilder } from '@/sandbox/ir/build'
import { planRun } from '@/sandbox/run/plan'
import { Run } from '@/sandbox/run/run'
import { tapeOf } from '@/sandbox/run/tape'

const BARS = Number(process.argv[2] ?? 1_000_000)
const ROUNDS = Number(process.argv[3] ?? 5)

/** A random walk in steps of `tick`, or off every tick when it is 0. */
const market = (tick: number): BarColumns => {
  const next = seeded(11)
  const round = (price: number) => (tick > 0 ? Math.round(price / tick) / Math.round(1 / tick) : price)
  const column = () => new Float64Array(BARS)
  const bars = {
    time: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  }
  let price = 100
  for (let i = 0; i < BARS; i++) {
    const open = price
    price = Math.max(20, price * (1 + (next() - 0.5) * 0.004))
    bars.time[i] = i * 60_000
    bars.open[i] = round(open)
    bars.close[i] = round(price)
    bars.high[i] = round(Math.max(open, price) * (1 + next() * 0.001))
    bars.low[i] = round(Math.min(open, price) * (1 - next() * 0.001))
    bars.volume[i] = Math.round(next() * 1000)
  }
  return bars
}

const CALLS: Readonly<Record<string, { entry: string; params: ParamValues; outputs: readonly string[] }>> = {
  SMA: { entry: 'sma', params: { length: 20 }, outputs: ['value'] },
  EMA: { entry: 'ema', params: { length: 20 }, outputs: ['value'] },
  RSI: { entry: 'rsi', params: { length: 14 }, outputs: ['value'] },
  Bollinger: { entry: 'bb', params: { length: 20, mult: 2 }, outputs: ['middle', 'upper', 'lower'] },
  ATR: { entry: 'atr', params: { length: 14 }, outputs: ['value'] },
  MACD: {
    entry: 'macd',
    params: { fast: 12, slow: 26, signal: 9 },
    outputs: ['macd', 'signal', 'histogram'],
  },
  Stochastic: { entry: 'stoch', params: { length: 14, smoothK: 3, smoothD: 3 }, outputs: ['k', 'd'] },
}
const NAMES = Object.keys(CALLS)

/** The executor as the product uses it: one run, opened once, its columns reused. */
const ours = (bars: BarColumns, name: string): (() => void) => {
  const { entry, params, outputs } = CALLS[name]!
  const b = new ProgramBuilder(catalogue)
  const made = b.apply(entry, [], params)
  for (const output of outputs) b.column(output, made[output]!)
  const program = b.finish({ name, timeframe: null })
  const run = new Run(planRun([program], { timeframe: '1m', catalogue }), {
    tape: tapeOf(bars),
    collect: true,
  })
  return () => {
    run.reset(tapeOf(bars))
    run.advance()
  }
}

type Library = (name: string) => (() => void) | null

const plain = (bars: BarColumns) => ({
  open: Array.from(bars.open),
  high: Array.from(bars.high),
  low: Array.from(bars.low),
  close: Array.from(bars.close),
})

const libraries = async (bars: BarColumns): Promise<Readonly<Record<string, Library>>> => {
  const { high, low, close } = plain(bars)
  const ixjb = new IndicatorsSync()
  const wasm = createRequire(import.meta.url).resolve('talib-web/lib/talib.wasm')
  await talib.init(`data:application/wasm;base64,${readFileSync(wasm).toString('base64')}`)
  const stream = (make: () => { add: (x: number) => unknown }) => () => {
    const indicator = make()
    for (const x of close) indicator.add(x)
  }
  const streamBars = (
    make: () => { add: (bar: { high: number; low: number; close: number }) => unknown },
  ) => {
    const rows = close.map((x, i) => ({ high: high[i]!, low: low[i]!, close: x }))
    return () => {
      const indicator = make()
      for (const row of rows) indicator.add(row)
    }
  }
  const SLICE = 100_000
  const slices = Array.from({ length: Math.ceil(BARS / SLICE) }, (_, k) => ({
    high: high.slice(k * SLICE, (k + 1) * SLICE),
    low: low.slice(k * SLICE, (k + 1) * SLICE),
    close: close.slice(k * SLICE, (k + 1) * SLICE),
  }))
  const sliced = (call: (slice: (typeof slices)[number]) => unknown) => () => {
    for (const slice of slices) call(slice)
  }
  const tables: Readonly<Record<string, Readonly<Record<string, () => void>>>> = {
    '@ixjb94/indicators': {
      SMA: () => ixjb.sma(close, 20),
      EMA: () => ixjb.ema(close, 20),
      RSI: () => ixjb.rsi(close, 14),
      Bollinger: () => ixjb.bbands(close, 20, 2),
      ATR: () => ixjb.atr(high, low, close, 14),
      MACD: () => ixjb.macd(close, 12, 26, 9),
      Stochastic: () => ixjb.stoch(high, low, close, 14, 3, 3),
    },
    // its fixed memory holds no million bars: the same work in slices
    'talib-web': {
      SMA: sliced(s => talib.SMA({ inReal: s.close, timePeriod: 20 })),
      EMA: sliced(s => talib.EMA({ inReal: s.close, timePeriod: 20 })),
      RSI: sliced(s => talib.RSI({ inReal: s.close, timePeriod: 14 })),
      Bollinger: sliced(s => talib.BBANDS({ inReal: s.close, timePeriod: 20, nbDevUp: 2, nbDevDn: 2 })),
      ATR: sliced(s => talib.ATR({ ...s, timePeriod: 14 })),
      MACD: sliced(s => talib.MACD({ inReal: s.close, fastPeriod: 12, slowPeriod: 26, signalPeriod: 9 })),
      Stochastic: sliced(s => talib.STOCH({ ...s, fastK_Period: 14, slowK_Period: 3, slowD_Period: 3 })),
    },
    indicatorts: {
      SMA: () => indicatorts.sma(close, { period: 20 }),
      EMA: () => indicatorts.ema(close, { period: 20 }),
      RSI: () => indicatorts.rsi(close, { period: 14 }),
      Bollinger: () => indicatorts.bb(close, { period: 20 }),
      ATR: () => indicatorts.atr(high, low, close, { period: 14 }),
      MACD: () => indicatorts.macd(close, { fast: 12, slow: 26, signal: 9 }),
      Stochastic: () => indicatorts.stoch(high, low, close, { kPeriod: 14, dPeriod: 3 }),
    },
    'trading-signals': {
      SMA: stream(() => new signals.SMA(20)),
      EMA: stream(() => new signals.EMA(20)),
      RSI: stream(() => new signals.RSI(14)),
      Bollinger: stream(() => new signals.BollingerBands(20, 2)),
      ATR: streamBars(() => new signals.ATR(14)),
      MACD: stream(() => new signals.MACD(new signals.EMA(12), new signals.EMA(26), new signals.EMA(9))),
      Stochastic: streamBars(
        () => new signals.StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }),
      ),
    },
    technicalindicators: {
      SMA: () => technical.sma({ values: close, period: 20 }),
      EMA: () => technical.ema({ values: close, period: 20 }),
      RSI: () => technical.rsi({ values: close, period: 14 }),
      Bollinger: () => technical.bollingerbands({ values: close, period: 20, stdDev: 2 }),
      ATR: () => technical.atr({ high, low, close, period: 14 }),
      MACD: () =>
        technical.macd({
          values: close,
          fastPeriod: 12,
          slowPeriod: 26,
          signalPeriod: 9,
          SimpleMAOscillator: false,
          SimpleMASignal: false,
        }),
      Stochastic: () => technical.stochastic({ high, low, close, period: 14, signalPeriod: 3 }),
    },
    ...tulindTable(high, low, close),
  }
  return Object.fromEntries(
    Object.entries(tables).map(([library, table]) => [library, (name: string) => table[name] ?? null]),
  )
}

interface Tulind {
  readonly indicators: Readonly<
    Record<
      string,
      { indicator: (inputs: number[][], options: number[], done: (error: unknown) => void) => void }
    >
  >
}

/** `tulind` is built when it is installed, which not every machine can; where it is (NODE_PATH finds it), it takes part. */
function tulindTable(
  high: number[],
  low: number[],
  close: number[],
): Record<string, Record<string, () => void>> {
  let tulind: Tulind
  try {
    tulind = createRequire(import.meta.url)('tulind')
  } catch {
    return {}
  }
  const call = (name: string, inputs: number[][], options: number[]) => () =>
    tulind.indicators[name]?.indicator(inputs, options, error => {
      if (error) throw error
    })
  return {
    tulind: {
      SMA: call('sma', [close], [20]),
      EMA: call('ema', [close], [20]),
      RSI: call('rsi', [close], [14]),
      Bollinger: call('bbands', [close], [20, 2]),
      ATR: call('atr', [high, low, close], [14]),
      MACD: call('macd', [close], [12, 26, 9]),
      Stochastic: call('stoch', [high, low, close], [14, 3, 3]),
    },
  }
}

/** Best of the rounds, in ms: quick ones are run more often in each, slow ones less often. */
const measure = (runs: readonly { key: string; run: () => void }[]): Map<string, number> => {
  const best = new Map<string, number>()
  const once = (key: string, run: () => void) => {
    const began = performance.now()
    run()
    const took = performance.now() - began
    best.set(key, Math.min(best.get(key) ?? Infinity, took))
    return took
  }
  for (let round = 0; round < ROUNDS; round++)
    for (const { key, run } of runs) {
      if (round > 1 && best.get(key)! > 500) continue
      for (let spent = 0; spent < 60; ) spent += once(key, run)
    }
  return best
}

const geometric = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, x) => sum + Math.log(x), 0) / values.length)

const only = process.env.ONLY?.split(',')
let kept = true
for (const [label, tick] of [
  ['prices in ticks of 0.01', 0.01],
  ['prices off any tick', 0],
] as const) {
  const bars = market(tick)
  const others = await libraries(bars)
  const compared = Object.entries(others).filter(([library]) => !only || only.includes(library))
  const times = new Map<string, Map<string, number>>()
  for (const name of NAMES) {
    const runs = [{ key: 'sluice', run: ours(bars, name) }]
    for (const [library, call] of compared) {
      const run = call(name)
      if (run) runs.push({ key: library, run })
    }
    times.set(name, measure(runs))
  }
  console.log(`\n${label}, ${BARS.toLocaleString('en')} bars, best of ${ROUNDS}, ms (× ours)`)
  console.log(['', ...NAMES].map(cell => cell.padStart(15)).join(''), '      geo. mean'.padStart(15))
  for (const library of ['sluice', ...compared.map(([library]) => library)]) {
    const ratios = NAMES.map(name => times.get(name)!.get(library)! / times.get(name)!.get('sluice')!)
    const cells = NAMES.map((name, at) => {
      const ms = times.get(name)!.get(library)!
      return `${ms.toFixed(1)}${library === 'sluice' ? '' : ` (${ratios[at]!.toFixed(1)}×)`}`.padStart(15)
    })
    console.log(library.padStart(15), cells.join(''), `${geometric(ratios).toFixed(2)}×`.padStart(14))
    if (library !== 'sluice' && Math.min(...ratios) <= 1) kept = false
    if (library === '@ixjb94/indicators' && geometric(ratios) < 3) kept = false
  }
}
console.log(
  kept
    ? '\nFaster on each than every library, and at least 3× @ixjb94/indicators overall.'
    : '\nA promise is broken.',
)
process.exitCode = kept ? 0 : 1
