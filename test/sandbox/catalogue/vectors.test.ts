import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ParamValues } from '@/sandbox/catalogue/define'
import type { BarColumns } from '@/sandbox/ir/bars'
import { runEntry } from './runEntry'

/** Reference series that live beside the repository, never in it. */
const shared = process.env.SLUICE_SHARED ?? resolve(import.meta.dirname, '../../../../shared')
const file = resolve(shared, 'vectors/stock-indicators.json')

interface Vector {
  readonly indicator: string
  readonly outputs: Readonly<Record<string, readonly (number | null)[]>>
}

interface Row {
  readonly entry: string
  readonly params?: ParamValues
  readonly vector: string
  /** Our output → theirs. */
  readonly outputs: Readonly<Record<string, string>>
  /** Compared from this bar on, for the reason `why`; else from the first bar, where both must begin together. */
  readonly from?: number
  readonly why?: string
}

const TOGETHER = 'seeds all inner averages on the same first bars'

const rows: readonly Row[] = [
  { entry: 'ad', vector: 'adl', outputs: { value: 'adl' } },
  { entry: 'moneyflow', vector: 'adl', outputs: { value: 'moneyFlowVolume' } },
  {
    entry: 'adx',
    params: { length: 14 },
    vector: 'adx',
    outputs: { adx: 'adx', plusDI: 'pdi', minusDI: 'mdi' },
  },
  { entry: 'alligator', vector: 'alligator', outputs: { jaw: 'jaw', teeth: 'teeth', lips: 'lips' } },
  { entry: 'alma', params: { length: 9 }, vector: 'alma', outputs: { value: 'alma' } },
  {
    entry: 'aroon',
    params: { length: 25 },
    vector: 'aroon',
    outputs: { up: 'aroonUp', down: 'aroonDown', osc: 'oscillator' },
    from: 300,
    why: 'takes the earliest of equal extremes, TA-Lib and this catalogue the latest',
  },
  { entry: 'atr', params: { length: 14 }, vector: 'atr', outputs: { value: 'atr' } },
  { entry: 'natr', params: { length: 14 }, vector: 'atr', outputs: { value: 'atrp' } },
  {
    entry: 'atrstop',
    params: { length: 21, mult: 3 },
    vector: 'atr-stop',
    outputs: { stop: 'atrStop' },
    from: 30,
    why: 'begins one bar earlier',
  },
  { entry: 'ao', vector: 'awesome', outputs: { value: 'oscillator' } },
  {
    entry: 'bb',
    params: { length: 20, mult: 2 },
    vector: 'bb',
    outputs: { middle: 'sma', upper: 'upperBand', lower: 'lowerBand', percentB: 'percentB', width: 'width' },
  },
  { entry: 'zscore', params: { length: 20 }, vector: 'bb', outputs: { value: 'zScore' } },
  { entry: 'bop', params: { smooth: 14 }, vector: 'bop', outputs: { value: 'bop' } },
  { entry: 'cci', params: { length: 20 }, vector: 'cci', outputs: { value: 'cci' } },
  { entry: 'adosc', vector: 'chaikin-osc', outputs: { value: 'oscillator' } },
  { entry: 'chandelier', vector: 'chexit', outputs: { long: 'chandelierExit' } },
  { entry: 'cmf', vector: 'cmf', outputs: { value: 'cmf' } },
  { entry: 'cmo', params: { length: 14 }, vector: 'cmo', outputs: { value: 'cmo' } },
  { entry: 'connorsrsi', vector: 'crsi', outputs: { value: 'connorsRsi' } },
  {
    entry: 'dema',
    params: { length: 14 },
    vector: 'dema',
    outputs: { value: 'dema' },
    from: 400,
    why: TOGETHER,
  },
  {
    entry: 'mcginley',
    params: { length: 14, factor: 0.6 },
    vector: 'dynamic',
    outputs: { value: 'dynamic' },
    from: 300,
    why: 'starts at the first value',
  },
  { entry: 'elderray', vector: 'elder-ray', outputs: { bull: 'bullPower', bear: 'bearPower' } },
  { entry: 'linreg', params: { length: 10, offset: 0 }, vector: 'epma', outputs: { value: 'epma' } },
  { entry: 'ema', params: { length: 20 }, vector: 'ema', outputs: { value: 'ema' } },
  {
    entry: 'fisher',
    params: { length: 10 },
    vector: 'fisher',
    outputs: { fisher: 'fisher', trigger: 'trigger' },
    from: 120,
    why: 'begins before the window is full',
  },
  { entry: 'efi', params: { length: 2 }, vector: 'force', outputs: { value: 'forceIndex' } },
  {
    entry: 'heikinashi',
    vector: 'heikinashi',
    outputs: { open: 'open', high: 'high', low: 'low', close: 'close' },
  },
  { entry: 'hma', params: { length: 14 }, vector: 'hma', outputs: { value: 'hma' } },
  {
    entry: 'ichimoku',
    vector: 'ichimoku',
    outputs: { conversion: 'tenkanSen', base: 'kijunSen', cloudA: 'senkouSpanA', cloudB: 'senkouSpanB' },
  },
  { entry: 'kama', vector: 'kama', outputs: { value: 'kama' }, from: 10, why: 'shows its seed' },
  { entry: 'efficiency', params: { length: 10 }, vector: 'kama', outputs: { value: 'er' } },
  {
    entry: 'keltner',
    vector: 'keltner',
    outputs: { middle: 'centerline', upper: 'upperBand', lower: 'lowerBand' },
    from: 20,
    why: 'shows the middle only with its bands',
  },
  { entry: 'maenvelope', vector: 'ma-env', outputs: { upper: 'upperEnvelope', lower: 'lowerEnvelope' } },
  { entry: 'macd', vector: 'macd', outputs: { macd: 'macd', signal: 'signal', histogram: 'histogram' } },
  { entry: 'mfi', vector: 'mfi', outputs: { value: 'mfi' } },
  { entry: 'obv', vector: 'obv', outputs: { value: 'obv' } },
  {
    entry: 'pivotpoints',
    params: { kind: 'classic', period: 'month' },
    vector: 'pivot-points',
    outputs: { p: 'pp', r1: 'r1', r2: 'r2', r3: 'r3', s1: 's1', s2: 's2', s3: 's3' },
  },
  {
    entry: 'sar',
    params: { start: 0.02, step: 0.02, max: 0.2 },
    vector: 'psar',
    outputs: { value: 'sar' },
    from: 251,
    why: 'waits for the first reversal, and leaves the stop inside the bar that turns it (bar 250)',
  },
  { entry: 'pvo', vector: 'pvo', outputs: { pvo: 'pvo', signal: 'signal', histogram: 'histogram' } },
  { entry: 'roc', params: { length: 14 }, vector: 'roc', outputs: { value: 'roc' } },
  { entry: 'mom', params: { length: 14 }, vector: 'roc', outputs: { value: 'momentum' } },
  { entry: 'rsi', vector: 'rsi', outputs: { value: 'rsi' } },
  { entry: 'linregslope', params: { length: 14 }, vector: 'slope', outputs: { value: 'slope' } },
  { entry: 'rsquared', params: { length: 14 }, vector: 'slope', outputs: { value: 'rSquared' } },
  { entry: 'sma', params: { length: 20 }, vector: 'sma', outputs: { value: 'sma' } },
  { entry: 'rma', params: { length: 20 }, vector: 'smma', outputs: { value: 'smma' } },
  {
    entry: 'smi',
    params: { length: 13, first: 25, second: 2, signal: 3 },
    vector: 'smi',
    outputs: { smi: 'smi', signal: 'signal' },
    from: 400,
    why: 'seeds its averages with the first value',
  },
  {
    entry: 'starc',
    vector: 'starc',
    outputs: { middle: 'centerline', upper: 'upperBand', lower: 'lowerBand' },
  },
  { entry: 'stdev', params: { length: 14 }, vector: 'stdev', outputs: { value: 'stdDev' } },
  {
    entry: 'stochrsi',
    params: { length: 14, stochLength: 14, smoothK: 1, smoothD: 3 },
    vector: 'stoch-rsi',
    outputs: { k: 'stochRsi', d: 'signal' },
  },
  { entry: 'stoch', vector: 'stoch', outputs: { k: 'k', d: 'd' } },
  {
    entry: 'supertrend',
    vector: 'supertrend',
    outputs: { line: 'superTrend' },
    from: 300,
    why: 'begins on the side of the first close, Pine and this catalogue on the down side',
  },
  { entry: 't3', vector: 't3', outputs: { value: 't3' }, from: 300, why: TOGETHER },
  {
    entry: 'tema',
    params: { length: 20 },
    vector: 'tema',
    outputs: { value: 'tema' },
    from: 400,
    why: TOGETHER,
  },
  { entry: 'tr', vector: 'tr', outputs: { value: 'tr' } },
  {
    entry: 'trix',
    params: { length: 14 },
    vector: 'trix',
    outputs: { value: 'trix' },
    from: 400,
    why: TOGETHER,
  },
  { entry: 'tsi', params: { long: 25, short: 13 }, vector: 'tsi', outputs: { value: 'tsi' } },
  { entry: 'uo', vector: 'uo', outputs: { value: 'ultimate' } },
  { entry: 'vortex', vector: 'vortex', outputs: { plus: 'pvi', minus: 'nvi' } },
  { entry: 'vwap', params: { anchor: 'history' }, vector: 'vwap', outputs: { value: 'vwap' } },
  { entry: 'vwma', params: { length: 14 }, vector: 'vwma', outputs: { value: 'vwma' } },
  { entry: 'willr', vector: 'willr', outputs: { value: 'williamsR' } },
  { entry: 'wma', params: { length: 14 }, vector: 'wma', outputs: { value: 'wma' } },
]

const readBars = (): BarColumns => {
  const lines = readFileSync(resolve(shared, 'data/skender-default-1d.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  const cells = lines.map(line => line.split(',').map(Number))
  const column = (at: number) => Float64Array.from(cells, row => row[at]!)
  return {
    time: column(0),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(5),
  }
}

describe.skipIf(!existsSync(file))(
  '502 real days, as Stock.Indicators and its authors’ sheets have them',
  () => {
    const bars = existsSync(file) ? readBars() : null
    const vectors: readonly Vector[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).vectors : []

    test.each(rows)('$entry is $vector', ({ entry, params, vector, outputs, from = 0 }) => {
      const run = runEntry(entry, bars!, params)
      const reference = vectors.find(one => one.indicator === vector)!
      for (const [mine, theirs] of Object.entries(outputs)) {
        const expected = reference.outputs[theirs]!
        const size = Math.max(...expected.map(value => Math.abs(value ?? 0)))
        const wrong: string[] = []
        expected.forEach((value, i) => {
          if (i < from) return
          const found = run[mine]![i]!
          const same =
            value === null
              ? Number.isNaN(found)
              : Math.abs(found - value) <= 1e-9 * Math.abs(value) + 1e-13 * size
          if (!same) wrong.push(`${theirs} on bar ${i}: ${found} and not ${value}`)
        })
        expect(wrong.slice(0, 3)).toEqual([])
      }
    })
  },
)
