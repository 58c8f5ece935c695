// A backtest against the clock: one instrument over a million bars, a portfolio, and other programs where they are installed.
// npx tsx test/perf/backtest.ts [rounds]      NODE_PATH=… lets grademark (with data-forge, data-forge-indicators, chai 4) and pinets take part
import { createRequire } from 'node:module'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { catalogue } from '@/sandbox/catalogue/index'
import { compileDocument } from '@/sandbox/compile/compile'
import type { BarColumns } from '@/sandbox/ir/bars'
import { ProgramBuilder } from '@/sandbox/ir/build'
import type { Program } from '@/sandbox/ir/program'
import { type Backtest, backtest } from '@/server/engine/backtest/backtest'
import { openRule } from '@/server/engine/backtest/rule'
import { settingsOf } from '@/server/engine/backtest/settings'
import { simulate } from '@/server/engine/backtest/simulate'
import { reportInputOf } from '@/server/engine/report/fromOutcome'
import { statsOf } from '@/server/engine/report/stats'
import { nodeFence } from '@/server/guests/nodeFence'
import { scriptSessions } from '@/test/engine/backtest/sessions'

const ROUNDS = Number(process.argv[2] ?? 12)
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Processor time in ms, the collector's helpers included: what a busy machine adds to the clock is not counted. */
const best = (work: () => void, rounds = ROUNDS): number => {
  let least = Infinity
  for (let k = 0; k < rounds; k++) {
    const began = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(began)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
const say = (what: string, figure: string) => console.log(`${what.padEnd(66)} ${figure.padStart(24)}`)
const ms = (time: number) => `${time.toFixed(1)} ms`
let kept = true
const promise = (what: string, holds: boolean) => {
  if (!holds) console.log(`BROKEN: ${what}`)
  kept &&= holds
}

const flip = (): Program => {
  const b = new ProgramBuilder(catalogue)
  const close = b.source('close')
  const [fast, slow] = [b.op('sma', [close], { length: 10 }), b.op('sma', [close], { length: 20 })]
  b.output('long', b.op('crossover', [fast, slow]))
  b.output('short', b.op('crossunder', [fast, slow]))
  return b.finish({ name: 'flip', timeframe: null })
}

const reversion = (): Program => {
  const b = new ProgramBuilder(catalogue)
  const close = b.source('close')
  const rsi = b.op('rsi', [close], { length: 14 })
  const bands = b.apply('bb', [])
  const atr = b.op('atr', [], { length: 14 })
  const low = b.op('lt', [rsi, b.constant(40)])
  b.output('long', b.op('and', [low, b.op('lt', [close, bands.lower!])]))
  b.output('exitLong', b.op('gt', [close, bands.middle!]))
  b.output('stopPrice', b.op('sub', [close, b.op('mul', [atr, b.constant(2)])]))
  b.output('score', b.op('neg', [rsi]))
  return b.finish({ name: 'reversion', timeframe: null })
}

/** Twice the bars may take this many times as long: noise and caches, not another power. */
const GROWTH = 2.6
/** Says how cost grew from the size before, and holds it against the bars. */
const growing = (what: string) => {
  let before = 0
  return (took: number, size: string) => {
    if (before > 0) {
      say('  times the half of it', (took / before).toFixed(2))
      promise(
        `${what} takes no more than twice as long for twice the bars, at ${size}`,
        took / before < GROWTH,
      )
    }
    before = took
  }
}

const finished = (work: ReturnType<typeof backtest>): Backtest => {
  const done = work.next()
  if (!done.done) throw new Error('These programs have no scripts.')
  return done.value
}

const AROUND = { periodsPerYear: 365, dayStartMs: 0, trials: 1, benchmark: null }

// --- one instrument
// a fixed size: all of an equity that compounds over fifty thousand trades would soon be no number to compute with
const settings = settingsOf({
  cash: 1_000_000,
  sizing: { units: 100 },
  commission: { percent: 0.01 },
  warmUp: 'first',
})
const sizes = [250_000, 500_000, 1_000_000]
const byBars = growing('one instrument')
let million = { bars: sampleBars({ bars: 1 }), whole: 0 }
for (const size of sizes) {
  const bars = sampleBars({ bars: size, seed: 3, stepMs: MINUTE_MS })
  const whole = (): Backtest => {
    const rule = openRule(flip(), { timeframe: '1m', catalogue, settings })
    if (!rule) throw new Error('The program can be traded.')
    return finished(
      backtest({ rule, settings, symbols: [{ symbol: 'A', bars: { own: bars, others: () => null } }] }),
    )
  }
  const took = best(() => void whole())
  say(`SMA 10/20 flip with costs, ${size.toLocaleString('en')} bars: program and simulation`, ms(took))
  byBars(took, `${size} bars`)
  million = { bars, whole: took }
  if (size !== 1_000_000) continue
  promise('a million bars in less than 100 ms', took < 100)
  const rule = openRule(flip(), { timeframe: '1m', catalogue, settings })!
  const signals = rule.read({ own: bars, others: () => null })
  const alone = best(() => void simulate({ symbol: 'A', bars, signals, settings, tradable: 20 }))
  say('  the simulation alone', ms(alone))
  const { trades } = whole().outcome
  say('  trades', trades.length.toLocaleString('en'))
  const report = best(() => {
    const { outcome } = whole()
    statsOf(reportInputOf(outcome, settings, { ...AROUND, barMs: MINUTE_MS }))
  })
  say('  with every trade and every metric', ms(report))
  promise('the report of a million bars in less than 250 ms', report < 250)
}

// --- many instruments
const bySymbols = growing('a portfolio')
for (const symbols of [125, 250, 500]) {
  const markets = Array.from({ length: symbols }, (_, n) => ({
    symbol: `S${String(n).padStart(3, '0')}`,
    bars: { own: sampleBars({ bars: 504, seed: 50 + n, stepMs: DAY_MS }), others: () => null },
  }))
  const shared = settingsOf({
    cash: 1_000_000,
    sizing: { equityFraction: 0.05 },
    maxPositions: 20,
    warmUp: 'first',
  })
  let last: Backtest | null = null
  const before = process.memoryUsage()
  let peak = 0
  const took = best(() => {
    const rule = openRule(reversion(), { timeframe: '1d', catalogue, settings: shared })!
    last = finished(backtest({ rule, settings: shared, symbols: markets }))
    statsOf(reportInputOf(last.outcome, shared, { ...AROUND, barMs: DAY_MS }))
    peak = Math.max(peak, process.memoryUsage().rss - before.rss)
  })
  const { outcome } = last as unknown as Backtest
  say(`RSI, Bollinger, ATR stop: ${symbols} × 504 bars, portfolio with report`, ms(took))
  bySymbols(took, `${symbols} symbols`)
  if (symbols !== 500) continue
  say('  trades, signals without a slot', `${outcome.trades.length}, ${outcome.facts.rejected}`)
  say('  memory on top', `${(peak / 1e6).toFixed(0)} MB`)
  promise('500 × 504 in less than 250 ms', took < 250)
  promise('less than 300 MB on top', peak < 300e6)
}

// --- a script that looks at its position
{
  const fence = await nodeFence()
  const count = 100_000
  const own = sampleBars({ bars: count, seed: 5, stepMs: MINUTE_MS })
  const script = `export default script({ name: 'Trader' }, ({ close, barIndex, ta }) => ({ close, barIndex, mean: ta.sma(close, 50) }),
    (bar, state, { position }) => {
      if (!position) return { long: bar.close < bar.mean * 0.99 }
      return { exitLong: bar.close > position.entryPrice * 1.01 || bar.barIndex - position.entryBar > 100 }
    })`
  const compiled = compileDocument(fence, { kind: 'script', document: script })
  if (!compiled.ok) throw new Error(compiled.problems[0]?.message)
  const rule = openRule(compiled.program, { timeframe: '1m', catalogue, settings })!
  let crossings = 0
  let trades = 0
  const took = best(() => {
    const sessions = scriptSessions(fence)
    const work = backtest({
      rule,
      settings,
      symbols: [{ symbol: 'A', bars: { own, others: () => null } }],
    })
    let step = work.next()
    while (!step.done) step = work.next(sessions.answer(step.value))
    sessions.close()
    crossings = sessions.crossings
    trades = step.value.outcome.trades.length
  }, 5)
  say(`a script that looks at its position, ${count.toLocaleString('en')} bars`, ms(took))
  say('  trades, crossings into the sandbox', `${trades}, ${crossings}`)
  promise('a script that looks at its position over 100,000 bars in less than a second', took < 1_000)
}

// --- others, per bar, for some of them would take minutes over a million
const optional = <Library>(name: string): Library | null => {
  try {
    return createRequire(import.meta.url)(name) as Library
  } catch {
    return null
  }
}

const perBar = million.whole / 1_000_000
const compare = (name: string, took: number, bars: number, least: number) => {
  const times = took / bars / perBar
  say(`  ${name}, ${bars.toLocaleString('en')} bars`, `${ms(took)} (${times.toFixed(0)}×)`)
  promise(`${least} times as fast as ${name}`, times >= least)
}

const framesOf = ({ time, open, high, low, close, volume }: BarColumns, count: number) =>
  Array.from({ length: count }, (_, bar) => ({
    time: new Date(time[bar]!),
    open: open[bar]!,
    high: high[bar]!,
    low: low[bar]!,
    close: close[bar]!,
    volume: volume[bar]!,
  }))

interface Series {
  readonly sma: (length: number) => Series
}
interface Frames {
  readonly setIndex: (name: string) => Frames
  readonly deflate: (select: (bar: { readonly close: number }) => number) => Series
  readonly withSeries: (name: string, series: Series) => Frames
  readonly skip: (count: number) => Frames
}
interface Averages {
  readonly bar: { readonly fast: number; readonly slow: number }
}
const forge = optional<{ DataFrame: new (rows: readonly object[]) => Frames }>('data-forge')
const grademark = optional<{
  readonly backtest: (strategy: object, series: Frames) => readonly object[]
  readonly computeEquityCurve: (cash: number, trades: readonly object[]) => readonly number[]
}>('grademark')
if (forge && grademark && optional('data-forge-indicators')) {
  const count = 50_000
  const rows = framesOf(million.bars, count)
  // as its documentation shows it; it knows neither fees nor a reversal
  const strategy = {
    lookbackPeriod: 1,
    entryRule: (enter: (options: object) => void, { bar }: Averages) => {
      if (bar.fast > bar.slow) enter({ direction: 'long' })
    },
    exitRule: (exit: () => void, { bar }: Averages) => {
      if (bar.fast < bar.slow) exit()
    },
  }
  const took = best(() => {
    const frames = new forge.DataFrame(rows).setIndex('time')
    const closes = frames.deflate(bar => bar.close)
    const averages = frames
      .withSeries('fast', closes.sma(10))
      .skip(10)
      .withSeries('slow', closes.sma(20))
      .skip(10)
    grademark.computeEquityCurve(10_000, grademark.backtest(strategy, averages))
  }, 2)
  compare('grademark', took, count, 20)
} else say('  grademark', 'not installed')

interface Pine {
  readonly PineTS: new (rows: readonly object[]) => { run: (source: string) => Promise<unknown> }
}
const pinets = optional<Pine>('pinets')
if (pinets) {
  const count = 20_000
  const rows = framesOf(million.bars, count).map(({ time, ...prices }) => ({
    ...prices,
    openTime: time.getTime(),
    closeTime: time.getTime() + MINUTE_MS - 1,
  }))
  const source = `//@version=6
strategy("flip", initial_capital=10000, default_qty_type=strategy.percent_of_equity, default_qty_value=100, commission_type=strategy.commission.percent, commission_value=0.01)
fast = ta.sma(close, 10)
slow = ta.sma(close, 20)
if ta.crossover(fast, slow)
    strategy.entry("L", strategy.long)
if ta.crossunder(fast, slow)
    strategy.entry("S", strategy.short)
`
  let least = Infinity
  for (let k = 0; k < 2; k++) {
    const began = process.cpuUsage()
    await new pinets.PineTS(rows).run(source)
    const { user, system } = process.cpuUsage(began)
    least = Math.min(least, (user + system) / 1000)
  }
  compare('pinets', least, count, 100)
} else say('  pinets', 'not installed')

console.log(kept ? '\nEvery promise is kept.' : '\nA promise is broken.')
process.exitCode = kept ? 0 : 1
