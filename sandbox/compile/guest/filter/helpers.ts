// The helpers that filters of the old shape call: latest values as numbers or small objects, null where there are too few
// klines; series as lists. Conventions are those of the catalogue.
import { deviation, ema, last, overDefined, rma, sma, type Values } from './averages'
import { CLOSE, fieldOf, HIGH, type Klines, LOW, OPEN, VOLUME } from './kline'
import { closestNode, countNodes, isNearNode, volumeNodes } from './nodes'

const closes = (klines: Klines) => fieldOf(klines, CLOSE)
const volumes = (klines: Klines) => fieldOf(klines, VOLUME)
const DAY = 86_400_000

function rsiSeries(klines: Klines, length = 14): Values {
  const prices = closes(klines)
  const changes = prices.slice(1).map((price, at) => price - prices[at]!)
  const gains = rma(
    changes.map(change => Math.max(change, 0)),
    length,
  )
  const losses = rma(
    changes.map(change => Math.max(-change, 0)),
    length,
  )
  const values = gains.map((gain, at) => {
    const loss = losses[at]
    if (gain === null || loss === null || loss === undefined) return null
    return gain + loss === 0 ? 50 : (100 * gain) / (gain + loss)
  })
  return prices.length > 0 ? [null, ...values] : []
}

function macdSeries(klines: Klines, fast = 12, slow = 26, signal = 9) {
  const prices = closes(klines)
  const [quick, calm] = [ema(prices, fast), ema(prices, slow)]
  const macdLine = quick.map((value, at) => {
    const other = calm[at]
    return value === null || other === null || other === undefined ? null : value - other
  })
  const signalLine = overDefined(macdLine, defined => ema(defined, signal))
  const histogram = macdLine.map((value, at) => {
    const other = signalLine[at]
    return value === null || other === null || other === undefined ? null : value - other
  })
  return { macdLine, signalLine, histogram, macd: macdLine, signal: signalLine }
}

function bands(klines: Klines, length = 20, mult = 2) {
  const prices = closes(klines)
  const middle = sma(prices, length)
  const spread = deviation(prices, length)
  const shifted = (by: number) =>
    middle.map((value, at) => (value === null ? null : value + by * spread[at]!))
  return { middle, upper: shifted(mult), lower: shifted(-mult) }
}

function trueRanges(klines: Klines): number[] {
  const [highs, lows, prices] = [fieldOf(klines, HIGH), fieldOf(klines, LOW), closes(klines)]
  return prices.slice(1).map((_, at) => {
    const [high, low, before] = [highs[at + 1]!, lows[at + 1]!, prices[at]!]
    return Math.max(high, before) - Math.min(low, before)
  })
}

const atrSeries = (klines: Klines, length = 14): Values => [
  ...(klines.length > 0 ? [null] : []),
  ...rma(trueRanges(klines), length),
]

function stochastic(klines: Klines, length = 14, smoothK = 3, smoothD = 3) {
  const [highs, lows, prices] = [fieldOf(klines, HIGH), fieldOf(klines, LOW), closes(klines)]
  const raw = prices.map((price, at) => {
    if (at < length - 1) return null
    const top = Math.max(...highs.slice(at - length + 1, at + 1))
    const bottom = Math.min(...lows.slice(at - length + 1, at + 1))
    return top === bottom ? 50 : (100 * (price - bottom)) / (top - bottom)
  })
  const k = overDefined(raw, defined => sma(defined, smoothK))
  return { k, d: overDefined(k, defined => sma(defined, smoothD)) }
}

/** From the UTC day's first kline on, as sessions restart it; over all klines when they are days or longer. */
function vwapSeries(klines: Klines): Values {
  let day = -1
  let traded = 0
  let value = 0
  const daily = klines.length > 1 && klines[1]![0]! - klines[0]![0]! >= DAY
  return klines.map(kline => {
    const today = daily ? 0 : Math.floor(kline[0]! / DAY)
    if (today !== day) {
      day = today
      traded = 0
      value = 0
    }
    const volume = Number(kline[VOLUME])
    traded += volume
    value += (volume * (Number(kline[HIGH]) + Number(kline[LOW]) + Number(kline[CLOSE]))) / 3
    return traded > 0 ? value / traded : null
  })
}

const latest =
  <Given extends readonly unknown[], Name extends string>(
    series: (klines: Klines, ...given: Given) => Readonly<Record<Name, Values>>,
    ...names: readonly Name[]
  ) =>
  (klines: Klines, ...given: Given): Record<Name, number> | null => {
    const made = series(klines, ...given)
    const entries = names.map(name => [name, last(made[name])] as const)
    return entries.every(([, value]) => value !== null)
      ? (Object.fromEntries(entries) as Record<Name, number>) // every value is there by the line above
      : null
  }
const latestOf =
  <Given extends readonly number[]>(series: (klines: Klines, ...given: Given) => Values) =>
  (klines: Klines, ...given: Given) =>
    last(series(klines, ...given))

const extreme =
  (pick: (...values: number[]) => number, field: number) =>
  (klines: Klines, length = klines.length) =>
    klines.length > 0 && length > 0 ? pick(...fieldOf(klines.slice(-length), field)) : null

/** Whether the last kline's body holds the opposite body before it and goes beyond one of its ends, and which way. */
function engulfing(klines: Klines): 'bullish' | 'bearish' | null {
  const [before, now] = klines.slice(-2)
  if (!before || !now) return null
  const [o1, c1, o2, c2] = [before[OPEN]!, before[CLOSE]!, now[OPEN]!, now[CLOSE]!]
  if (o2 === c1 && c2 === o1) return null
  if (c1 < o1 && c2 > o2 && o2 <= c1 && c2 >= o1) return 'bullish'
  // a body of nothing counts as white, as with TA-Lib
  if (c1 >= o1 && c2 < o2 && o2 >= c1 && c2 <= o1) return 'bearish'
  return null
}

/** Compares the last two swings of price and of `values` within `lookback` klines. */
function divergence(klines: Klines, values: Values, lookback = 50): 'bullish' | 'bearish' | null {
  const from = Math.max(2, klines.length - lookback)
  const swings = (field: number, isSwing: (a: number, b: number, c: number) => boolean) => {
    const prices = fieldOf(klines, field)
    const found: number[] = []
    for (let at = from; at < prices.length - 2; at++)
      if (
        isSwing(prices[at - 1]!, prices[at]!, prices[at + 1]!) &&
        isSwing(prices[at - 2]!, prices[at]!, prices[at + 2]!)
      )
        found.push(at)
    return { prices, found: found.slice(-2) }
  }
  const compare = (field: number, way: 1 | -1): boolean => {
    const { prices, found } = swings(field, (a, b, c) => (b - a) * way > 0 && (b - c) * way > 0)
    const [one, two] = found
    if (one === undefined || two === undefined) return false
    const [v1, v2] = [values[one], values[two]]
    if (v1 == null || v2 == null) return false
    return (prices[two]! - prices[one]!) * way > 0 && (v2 - v1) * way < 0
  }
  if (compare(LOW, -1)) return 'bullish'
  return compare(HIGH, 1) ? 'bearish' : null
}

export const helpers = {
  calculateMA: latestOf((klines, length: number = 20) => sma(closes(klines), length)),
  calculateMASeries: (klines: Klines, length = 20) => sma(closes(klines), length),
  getLatestSMA: latestOf((klines, length: number = 20) => sma(closes(klines), length)),
  getLatestEMA: latestOf((klines, length: number = 20) => ema(closes(klines), length)),
  calculateEMA: (klines: Klines, length = 20) => ema(closes(klines), length),
  calculateEMASeries: (klines: Klines, length = 20) => ema(closes(klines), length),
  calculateAvgVolume: latestOf((klines, length: number = 20) => sma(volumes(klines), length)),
  getLatestRSI: latestOf(rsiSeries),
  calculateRSI: rsiSeries,
  getLatestMACD: latest(macdSeries, 'macd', 'signal', 'histogram'),
  calculateMACDValues: macdSeries,
  getLatestBollingerBands: latest(bands, 'upper', 'middle', 'lower'),
  calculateBollingerBands: bands,
  getLatestATR: latestOf(atrSeries),
  calculateATR: atrSeries,
  getLatestStochastic: latest(stochastic, 'k', 'd'),
  calculateStochastic: stochastic,
  getLatestVWAP: latestOf(vwapSeries),
  calculateVWAPSeries: vwapSeries,
  getLatestStdDev: latestOf((klines, length: number = 20) => deviation(closes(klines), length)),
  getHighestHigh: extreme(Math.max, HIGH),
  getLowestLow: extreme(Math.min, LOW),
  getHighestClose: extreme(Math.max, CLOSE),
  getLowestClose: extreme(Math.min, CLOSE),
  detectEngulfingPattern: engulfing,
  detectRSIDivergence: (klines: Klines, length = 14, lookback = 50) =>
    divergence(klines, rsiSeries(klines, length), lookback),
  detectGenericDivergence: divergence,
  calculateHighVolumeNodes: volumeNodes,
  isNearHVN: isNearNode,
  getClosestHVN: closestNode,
  countHVNInRange: countNodes,
}
