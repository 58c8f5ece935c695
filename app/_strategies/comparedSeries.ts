import type { Timeframe } from '@/sandbox/ir/timeframe'

/** Bars of each symbol on which two versions are compared. */
export const BARS = 2_000

/** What is asked for to run on, and again to draw: the same words, so that the bars are fetched once. */
export const comparedSeries = (venue: string, symbol: string, timeframe: Timeframe) => ({
  venue,
  symbol,
  timeframe,
  count: BARS,
})
