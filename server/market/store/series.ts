import type { BarColumns } from '../../../sandbox/ir/bars'
import type { Timeframe } from '../../../sandbox/ir/timeframe'

/** Names a series of bars: one symbol at one venue in one timeframe. */
export interface SeriesKey {
  readonly venue: string
  readonly symbol: string
  readonly timeframe: Timeframe
}

export const seriesName = ({ venue, symbol, timeframe }: SeriesKey): string =>
  `${venue}\n${symbol}\n${timeframe}`

/** The bars that open in [from, to), UTC ms. */
export interface BarRange {
  readonly key: SeriesKey
  readonly from: number
  readonly to: number
}

export interface LoadedBars {
  readonly bars: BarColumns
  /** Of the series in the database; 0 when nothing is stored under its name. */
  readonly id: number
  /** Of the series as it was read. */
  readonly revision: number
}

/** What a write did to one series. */
export interface Written {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** `append` only: opens of bars that are stored with other numbers, and were left. */
  readonly conflicts: readonly number[]
}

/** That bars which open in [from, to) are not what they were before `revision`, which is one more than the one before. */
export interface SeriesChange {
  readonly key: SeriesKey
  readonly id: number
  readonly revision: number
  readonly from: number
  readonly to: number
}

export interface SeriesSummary {
  readonly key: SeriesKey
  readonly revision: number
  readonly bars: number
  /** Opens of its first and last bar; null when it has none. */
  readonly first: number | null
  readonly last: number | null
  readonly packedBytes: number
  /** The stretches the venue was asked for, in order; none of them touch. */
  readonly covered: readonly Stretch[]
  readonly changedAt: Date
}

/** One stretch of time: [from, to), UTC ms. */
export interface Stretch {
  readonly from: number
  readonly to: number
}
