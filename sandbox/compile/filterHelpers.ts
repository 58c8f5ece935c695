// What a filter of the old shape finds in `helpers`, for the guide and the editor's typings. The functions themselves stand
// in guest/filter/helpers.ts.

export interface FilterHelper {
  readonly name: string
  /** As TypeScript writes it; a default shows as `= 14`. */
  readonly signature: string
  /** One sentence: what it gives and by which convention. */
  readonly summary: string
}

/** Values of a series that begin late are null until then; `Values` is `(number | null)[]`, as long as the klines. */
export const FILTER_HELPERS: readonly FilterHelper[] = [
  // --- averages
  {
    name: 'calculateMA',
    signature: 'calculateMA(klines, length = 20): number | null',
    summary: 'Latest simple average of the closes; null with fewer klines than its length.',
  },
  {
    name: 'calculateMASeries',
    signature: 'calculateMASeries(klines, length = 20): Values',
    summary: 'Simple average of the closes at every kline.',
  },
  {
    name: 'getLatestSMA',
    signature: 'getLatestSMA(klines, length = 20): number | null',
    summary: 'Latest simple average of the closes; the same as calculateMA.',
  },
  {
    name: 'getLatestEMA',
    signature: 'getLatestEMA(klines, length = 20): number | null',
    summary: 'Latest exponential average of the closes, seeded with the simple average of the first ones.',
  },
  {
    name: 'calculateEMA',
    signature: 'calculateEMA(klines, length = 20): Values',
    summary: 'Exponential average of the closes at every kline; the same as calculateEMASeries.',
  },
  {
    name: 'calculateEMASeries',
    signature: 'calculateEMASeries(klines, length = 20): Values',
    summary: 'Exponential average of the closes at every kline.',
  },
  {
    name: 'calculateAvgVolume',
    signature: 'calculateAvgVolume(klines, length = 20): number | null',
    summary: 'Latest simple average of the volumes.',
  },
  // --- indicators
  {
    name: 'getLatestRSI',
    signature: 'getLatestRSI(klines, length = 14): number | null',
    summary: 'Latest relative strength of the closes, by Wilder’s average; 0 to 100, 50 where nothing moved.',
  },
  {
    name: 'calculateRSI',
    signature: 'calculateRSI(klines, length = 14): Values',
    summary: 'Relative strength of the closes at every kline.',
  },
  {
    name: 'getLatestMACD',
    signature:
      'getLatestMACD(klines, fast = 12, slow = 26, signal = 9): { macd: number, signal: number, histogram: number } | null',
    summary: 'Latest difference of two exponential averages, its signal line, and the distance between them.',
  },
  {
    name: 'calculateMACDValues',
    signature:
      'calculateMACDValues(klines, fast = 12, slow = 26, signal = 9): { macdLine: Values, signalLine: Values, histogram: Values, macd: Values, signal: Values }',
    summary: 'The three lines of the MACD at every kline; macd and signal are other names of the first two.',
  },
  {
    name: 'getLatestBollingerBands',
    signature:
      'getLatestBollingerBands(klines, length = 20, mult = 2): { upper: number, middle: number, lower: number } | null',
    summary: 'Latest Bollinger bands of the closes, by the population deviation.',
  },
  {
    name: 'calculateBollingerBands',
    signature:
      'calculateBollingerBands(klines, length = 20, mult = 2): { middle: Values, upper: Values, lower: Values }',
    summary: 'Bollinger bands of the closes at every kline.',
  },
  {
    name: 'getLatestATR',
    signature: 'getLatestATR(klines, length = 14): number | null',
    summary: 'Latest average true range, by Wilder’s average from the second kline on.',
  },
  {
    name: 'calculateATR',
    signature: 'calculateATR(klines, length = 14): Values',
    summary: 'Average true range at every kline.',
  },
  {
    name: 'getLatestStochastic',
    signature:
      'getLatestStochastic(klines, length = 14, smoothK = 3, smoothD = 3): { k: number, d: number } | null',
    summary:
      'Where the close lies in the range of the last klines, 0 to 100, smoothed once and twice; 50 in a range of nothing.',
  },
  {
    name: 'calculateStochastic',
    signature: 'calculateStochastic(klines, length = 14, smoothK = 3, smoothD = 3): { k: Values, d: Values }',
    summary: 'Both lines of the stochastic at every kline.',
  },
  {
    name: 'getLatestVWAP',
    signature: 'getLatestVWAP(klines): number | null',
    summary:
      'Latest average price by volume since the UTC day began; over all klines when they are days or longer.',
  },
  {
    name: 'calculateVWAPSeries',
    signature: 'calculateVWAPSeries(klines): Values',
    summary: 'Average price by volume at every kline, begun anew each UTC day.',
  },
  {
    name: 'getLatestStdDev',
    signature: 'getLatestStdDev(klines, length = 20): number | null',
    summary: 'Latest population deviation of the closes.',
  },
  // --- extremes
  {
    name: 'getHighestHigh',
    signature: 'getHighestHigh(klines, length = klines.length): number | null',
    summary: 'Highest high of the last klines.',
  },
  {
    name: 'getLowestLow',
    signature: 'getLowestLow(klines, length = klines.length): number | null',
    summary: 'Lowest low of the last klines.',
  },
  {
    name: 'getHighestClose',
    signature: 'getHighestClose(klines, length = klines.length): number | null',
    summary: 'Highest close of the last klines.',
  },
  {
    name: 'getLowestClose',
    signature: 'getLowestClose(klines, length = klines.length): number | null',
    summary: 'Lowest close of the last klines.',
  },
  // --- patterns
  {
    name: 'detectEngulfingPattern',
    signature: "detectEngulfingPattern(klines): 'bullish' | 'bearish' | null",
    summary: 'Whether the last kline’s body swallows the opposite body before it, and which way it points.',
  },
  {
    name: 'detectRSIDivergence',
    signature: "detectRSIDivergence(klines, length = 14, lookback = 50): 'bullish' | 'bearish' | null",
    summary: 'Whether the last two swings of price disagree with those of the relative strength.',
  },
  {
    name: 'detectGenericDivergence',
    signature: "detectGenericDivergence(klines, values, lookback = 50): 'bullish' | 'bearish' | null",
    summary:
      'Whether the last two swings of price disagree with a series of your own, as long as the klines.',
  },
  // --- volume by price
  {
    name: 'calculateHighVolumeNodes',
    signature:
      'calculateHighVolumeNodes(klines, { lookback = 100, buckets = 30, threshold = 1 } = {}): VolumeNode[]',
    summary:
      'Price rows where much volume changed hands: those more than `threshold` deviations above the mean row, the strongest first.',
  },
  {
    name: 'isNearHVN',
    signature: 'isNearHVN(price, nodes, percent = 0.5): boolean',
    summary: 'Whether the price lies within `percent` of one of the nodes.',
  },
  {
    name: 'getClosestHVN',
    signature:
      "getClosestHVN(price, nodes, direction: 'above' | 'below' | 'both' = 'both'): VolumeNode | null",
    summary: 'The node closest to the price, on that side of it.',
  },
  {
    name: 'countHVNInRange',
    signature: 'countHVNInRange(from, to, nodes): number',
    summary: 'How many of the nodes lie between two prices, both included.',
  },
]
