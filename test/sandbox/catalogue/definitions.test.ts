import { describe, expect, test } from 'vitest'
import type { ParamValues } from '@/sandbox/catalogue/define'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { runEntry } from './runEntry'

/** Formulas written out plainly, for entries no library computes the same way. */
const BARS = 400
const { open, high, low, close, volume } = sampleBars({ bars: BARS, seed: 31 })
const bars = sampleBars({ bars: BARS, seed: 31 })

type Column = ArrayLike<number>
const over = (f: (i: number) => number): number[] => Array.from({ length: BARS }, (_, i) => f(i))
const window = (x: Column, i: number, n: number): number[] =>
  Array.from({ length: n }, (_, k) => x[i - n + 1 + k] ?? Number.NaN)
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const mean = (x: Column, i: number, n: number) => sum(window(x, i, n)) / n
const variance = (x: Column, i: number, n: number) => {
  const middle = mean(x, i, n)
  return sum(window(x, i, n).map(value => (value - middle) ** 2)) / n
}
const covariance = (x: Column, y: Column, i: number, n: number) => {
  const [a, b] = [mean(x, i, n), mean(y, i, n)]
  return sum(window(x, i, n).map((value, k) => (value - a) * (window(y, i, n)[k]! - b))) / n
}
const highest = (x: Column, i: number, n: number) => Math.max(...window(x, i, n))
const lowest = (x: Column, i: number, n: number) => Math.min(...window(x, i, n))
const wma = (x: Column, i: number, n: number) =>
  sum(window(x, i, n).map((value, k) => value * (k + 1))) / ((n * (n + 1)) / 2)
/** Seeded with the mean of the first n values, as every average here. */
const smooth = (x: readonly number[], n: number, weight: number): number[] => {
  const first = x.findIndex(value => !Number.isNaN(value)) + n - 1
  let y = Number.NaN
  return x.map((value, i) => {
    if (i === first) y = mean(x, i, n)
    else if (i > first) y += weight * (value - y)
    return y
  })
}
const ema = (x: readonly number[], n: number) => smooth(x, n, 2 / (n + 1))
const rma = (x: readonly number[], n: number) => smooth(x, n, 1 / n)

const hlc3 = over(i => (high[i]! + low[i]! + close[i]!) / 3)
const tr = over(i =>
  i === 0 ? Number.NaN : Math.max(high[i]!, close[i - 1]!) - Math.min(low[i]!, close[i - 1]!),
)
const returns = over(i => close[i]! / close[i - 1]! - 1)
const logs = over(i => Math.log(close[i]! / close[i - 1]!))
const flow = over(i =>
  high[i] === low[i] ? 0 : (volume[i]! * (2 * close[i]! - low[i]! - high[i]!)) / (high[i]! - low[i]!),
)
const percentRank = (x: Column, i: number, n: number) =>
  (100 * window(x, i - 1, n).filter(value => value <= x[i]!).length) / n

interface Row {
  readonly entry: string
  readonly output?: string
  readonly params?: ParamValues
  readonly value: (i: number) => number
}

const fastClose = ema([...close], 5)
const slowClose = ema([...close], 35)
const atr14 = rma(tr, 14)
const signed = over(i => (i === 0 ? Number.NaN : hlc3[i]! >= hlc3[i - 1]! ? volume[i]! : -volume[i]!))
const [kvoFast, kvoSlow] = [ema(signed, 34), ema(signed, 55)]
const deviation10 = over(i => Math.sqrt(variance(close, i, 10)))
const rises = over(i => (close[i]! > close[i - 1]! ? deviation10[i]! : deviation10[i]! * 0))
const falls = over(i => (close[i]! > close[i - 1]! ? deviation10[i]! * 0 : deviation10[i]!))
const [riseAverage, fallAverage] = [ema(rises, 14), ema(falls, 14)]
const [volumeFast, volumeSlow] = [ema([...volume], 5), ema([...volume], 10)]
const bbWidth = over(i => (4 * Math.sqrt(variance(close, i, 20))) / mean(close, i, 20))
const natr = over(i => (100 * atr14[i]!) / close[i]!)
const fromHigh = over(i => (100 * (close[i]! - highest(close, i, 14))) / highest(close, i, 14))
const raw9 = over(i => (100 * (close[i]! - lowest(low, i, 9))) / (highest(high, i, 9) - lowest(low, i, 9)))
const [k9] = [rma(raw9, 3)]
const d9 = rma(k9, 3)

const rows: readonly Row[] = [
  { entry: 'ewo', value: i => (100 * (fastClose[i]! - slowClose[i]!)) / low[i]! },
  { entry: 'dpo', params: { length: 21 }, value: i => close[i]! - mean(close, i - 11, 21) },
  {
    entry: 'chop',
    params: { length: 14 },
    value: i =>
      (100 * Math.log10(sum(window(tr, i, 14)) / (highest(high, i, 14) - lowest(low, i, 14)))) /
      Math.log10(14),
  },
  {
    entry: 'ulcer',
    params: { length: 14 },
    value: i =>
      Math.sqrt(
        mean(
          fromHigh.map(x => x * x),
          i,
          14,
        ),
      ),
  },
  { entry: 'klinger', output: 'kvo', value: i => kvoFast[i]! - kvoSlow[i]! },
  {
    entry: 'relativevolatility',
    value: i => (100 * riseAverage[i]!) / (riseAverage[i]! + fallAverage[i]!),
  },
  { entry: 'volumeosc', value: i => (100 * (volumeFast[i]! - volumeSlow[i]!)) / volumeSlow[i]! },
  { entry: 'bbrank', params: { length: 20, mult: 2, rank: 50 }, value: i => percentRank(bbWidth, i, 50) },
  { entry: 'kdj', output: 'j', value: i => 3 * k9[i]! - 2 * d9[i]! },
  { entry: 'efi', params: { length: 1 }, value: i => (close[i]! - close[i - 1]!) * volume[i]! },
  {
    entry: 'parkinson',
    params: { length: 20, periods: 365 },
    value: i =>
      100 *
      Math.sqrt(
        (mean(
          over(k => Math.log(high[k]! / low[k]!) ** 2),
          i,
          20,
        ) /
          (4 * Math.LN2)) *
          365,
      ),
  },
  {
    entry: 'garmanklass',
    params: { length: 20, periods: 365 },
    value: i =>
      100 *
      Math.sqrt(
        365 *
          mean(
            over(
              k =>
                0.5 * Math.log(high[k]! / low[k]!) ** 2 -
                (2 * Math.LN2 - 1) * Math.log(close[k]! / open[k]!) ** 2,
            ),
            i,
            20,
          ),
      ),
  },
  {
    entry: 'yangzhang',
    params: { length: 20, periods: 365 },
    value: i => {
      const k = 0.34 / (1.34 + 21 / 19)
      const overnight =
        (variance(
          over(j => Math.log(open[j]! / close[j - 1]!)),
          i,
          20,
        ) *
          20) /
        19
      const daily =
        (variance(
          over(j => Math.log(close[j]! / open[j]!)),
          i,
          20,
        ) *
          20) /
        19
      const rs = mean(
        over(
          j =>
            Math.log(high[j]! / close[j]!) * Math.log(high[j]! / open[j]!) +
            Math.log(low[j]! / close[j]!) * Math.log(low[j]! / open[j]!),
        ),
        i,
        20,
      )
      return 100 * Math.sqrt(365 * (overnight + k * daily + (1 - k) * rs))
    },
  },
  {
    entry: 'sharpe',
    params: { length: 50, periods: 365 },
    value: i => (Math.sqrt(365) * mean(returns, i, 50)) / Math.sqrt((variance(returns, i, 50) * 50) / 49),
  },
  {
    entry: 'sortino',
    params: { length: 50, periods: 365 },
    value: i =>
      (Math.sqrt(365) * mean(returns, i, 50)) /
      Math.sqrt(
        mean(
          returns.map(r => Math.min(r, 0) ** 2),
          i,
          50,
        ),
      ),
  },
  {
    entry: 'autocorrelation',
    params: { length: 50, lag: 2 },
    value: i => {
      const shifted = over(k => logs[k - 2] ?? Number.NaN)
      return covariance(logs, shifted, i, 50) / Math.sqrt(variance(logs, i, 50) * variance(shifted, i, 50))
    },
  },
  {
    entry: 'varianceratio',
    params: { length: 60, steps: 5 },
    value: i =>
      variance(
        over(k => Math.log(close[k]! / close[k - 5]!)),
        i,
        60,
      ) /
      (5 * variance(logs, i, 60)),
  },
  {
    entry: 'halflife',
    params: { length: 50 },
    value: i => {
      const before = over(k => close[k - 1] ?? Number.NaN)
      const moves = over(k => close[k]! - close[k - 1]!)
      const pull = covariance(moves, before, i, 50) / variance(before, i, 50)
      return pull < 0 ? -Math.LN2 / pull : Number.NaN
    },
  },
  {
    entry: 'regime',
    output: 'quadrant',
    params: { length: 100, atrLength: 14, rank: 50 },
    value: i => (close[i]! > mean(close, i, 100) ? 1 : 3) + (percentRank(natr, i, 50) > 50 ? 1 : 0),
  },
  {
    entry: 'linregchannel',
    output: 'upper',
    params: { length: 30, mult: 2 },
    value: i => {
      const time = over(k => k)
      const slope = covariance(time, close, i, 30) / variance(time, i, 30)
      const end = mean(close, i, 30) + slope * 14.5
      return end + 2 * Math.sqrt(variance(close, i, 30) - slope * slope * variance(time, i, 30))
    },
  },
  {
    entry: 'inversefisher',
    params: { length: 5, smooth: 9 },
    value: i => {
      const moves = over(k => close[k]! - close[k - 1]!)
      const up = rma(
        moves.map(x => Math.max(x, 0)),
        5,
      )
      const down = rma(
        moves.map(x => Math.max(-x, 0)),
        5,
      )
      return Math.tanh(
        wma(
          over(k => 0.1 * ((100 * up[k]!) / (up[k]! + down[k]!) - 50)),
          i,
          9,
        ),
      )
    },
  },
  { entry: 'relativevolume', params: { length: 20 }, value: i => volume[i]! / mean(volume, i - 1, 20) },
  {
    entry: 'timeofdayvolume',
    params: { bars: 24, days: 5 },
    value: i => volume[i]! / (sum([1, 2, 3, 4, 5].map(k => volume[i - 24 * k]!)) / 5),
  },
  { entry: 'volumedelta', output: 'delta', params: { length: 14 }, value: i => sum(window(flow, i, 14)) },
  {
    entry: 'turnover',
    params: { length: 20 },
    value: i =>
      mean(
        over(k => hlc3[k]! * volume[k]!),
        i,
        20,
      ),
  },
  {
    entry: 'twiggs',
    params: { length: 21 },
    value: i => {
      const top = over(k => Math.max(high[k]!, close[k - 1] ?? Number.NaN))
      const bottom = over(k => Math.min(low[k]!, close[k - 1] ?? Number.NaN))
      const signedFlow = over(
        k => (volume[k]! * (2 * close[k]! - top[k]! - bottom[k]!)) / (top[k]! - bottom[k]!),
      )
      const traded = over(k => (k === 0 ? Number.NaN : volume[k]!))
      return rma(signedFlow, 21)[i]! / rma(traded, 21)[i]!
    },
  },
  {
    entry: 'vfi',
    params: { length: 60, cutoff: 0.2, cap: 2.5 },
    value: i => {
      const usual = over(k => mean(volume, k - 1, 60))
      const change = over(k => Math.log(hlc3[k]!) - Math.log(hlc3[k - 1]!))
      const edge = over(k => 0.2 * Math.sqrt(variance(change, k, 30)) * close[k]!)
      const counted = over(k => {
        const moved = hlc3[k]! - hlc3[k - 1]!
        const capped = Math.min(volume[k]!, 2.5 * usual[k]!)
        return moved > edge[k]! ? capped : moved < -edge[k]! ? -capped : capped * 0
      })
      return ema(
        over(k => sum(window(counted, k, 60)) / usual[k]!),
        3,
      )[i]!
    },
  },
  { entry: 'gap', value: i => 100 * (open[i]! / close[i - 1]! - 1) },
  {
    entry: 'rangepercent',
    params: { length: 10 },
    value: i => 100 * (highest(high, i, 10) / lowest(low, i, 10) - 1),
  },
  {
    entry: 'adr',
    output: 'percent',
    params: { length: 20 },
    value: i =>
      100 *
      (mean(
        over(k => high[k]! / low[k]!),
        i,
        20,
      ) -
        1),
  },
  {
    entry: 'normalize',
    params: { length: 30 },
    value: i => (close[i]! - lowest(close, i, 30)) / (highest(close, i, 30) - lowest(close, i, 30)),
  },
  { entry: 'atrlevels', output: 'target', value: i => close[i]! + 4 * atr14[i]! },
  {
    entry: 'squeeze',
    output: 'on',
    value: i => (2 * Math.sqrt(variance(close, i, 20)) < 1.5 * mean(tr, i, 20) ? 1 : 0),
  },
  {
    entry: 'volatilitysize',
    params: { target: 20, length: 20, periods: 365, most: 1 },
    value: i => Math.min(20 / (100 * Math.sqrt(365 * variance(logs, i, 20))), 1),
  },
]

/** Bars far apart, all after the longest warm-up here. */
const LOOKED_AT = [150, 207, 256, 301, 350, 399]

test.each(rows)('$entry is its formula', ({ entry, output = 'value', params, value }) => {
  const run = runEntry(entry, bars, params)[output]!
  for (const i of LOOKED_AT) {
    const expected = value(i)
    if (Number.isNaN(expected)) expect(run[i], `bar ${i}`).toBeNaN()
    else
      expect(Math.abs(run[i]! - expected), `bar ${i}`).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(expected)),
      )
  }
})

describe('levels and sizes', () => {
  test('stops and targets lie on their sides', () => {
    const long = runEntry('percentlevels', bars, { side: 'long', stop: 2, target: 4 })
    const short = runEntry('percentlevels', bars, { side: 'short', stop: 2, target: 4 })
    expect(long.stop![9]).toBeCloseTo(close[9]! * 0.98, 10)
    expect(long.target![9]).toBeCloseTo(close[9]! * 1.04, 10)
    expect(short.stop![9]).toBeCloseTo(close[9]! * 1.02, 10)
    expect(short.target![9]).toBeCloseTo(close[9]! * 0.96, 10)
  })

  test('risk gives the size that loses so much at the stop, and no more than allowed', () => {
    const stop = (b: Parameters<NonNullable<Parameters<typeof runEntry>[3]>>[0]) => [
      b.op('mul', [b.source('close'), b.constant(0.95)]),
    ]
    expect(runEntry('risksize', bars, { risk: 1, most: 1 }, stop).value![9]).toBeCloseTo(0.2, 12)
    expect(runEntry('risksize', bars, { risk: 10, most: 1 }, stop).value![9]).toBe(1)
    expect(runEntry('riskmultiple', bars, { multiple: 2 }, stop).value![9]).toBeCloseTo(close[9]! * 1.1, 10)
  })
})
