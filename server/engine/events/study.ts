import type { Histogram } from '../report/series/histogram'

/** Why a number of the study is missing. */
export type EventReason = 'no instances' | 'fewer than 2 instances' | 'all the same'

/** How instances went over so many bars. Returns are fractions, from the next open to that close, shorts with their sign turned. */
export interface HorizonRow {
  readonly horizon: number
  /** With a return: those whose bars do not end before. */
  readonly instances: number
  /** Instances too near the end to have one. */
  readonly missing: number
  /** Part of them with a return above 0. */
  readonly hit_rate: number | null
  readonly average_return: number | null
  readonly median: number | null
  readonly deviation: number | null
  readonly best: number | null
  readonly worst: number | null
  /** Of the average against 0, as if no two instances shared a bar. */
  readonly t_statistic: number | null
  /** The same where instances whose bars overlap count as one the more they overlap. */
  readonly t_adjusted: number | null
  /** Part of the instances that began before the one before them had ended, in whatever symbol. */
  readonly overlapping: number | null
  /** What every bar of the same symbols would have given, weighted by symbol and side as the instances are. */
  readonly baseline: number | null
  readonly baseline_hit_rate: number | null
  /** `average_return` less `baseline`, and its statistic with overlap counted. */
  readonly excess: number | null
  readonly t_excess: number | null
  /** Means of the best and the worst price seen on the way, as parts of the entry's. */
  readonly mfe: number | null
  readonly mae: number | null
  readonly histogram: Histogram
  readonly undefined: Readonly<Record<string, EventReason>>
}

/** Some of the instances; its lists go along the horizons. */
export interface EventGroup {
  readonly key: string
  readonly instances: number
  readonly hit_rate: readonly (number | null)[]
  readonly average_return: readonly (number | null)[]
}

/** Where prices stood around instances, as parts of the entry price, shorts with their sign turned. */
export interface EventPath {
  /** Bars from the instance's own, whose close is 0. */
  readonly offset: readonly number[]
  readonly mean: readonly (number | null)[]
  /** Below it lies a quarter of them. */
  readonly low: readonly (number | null)[]
  readonly median: readonly (number | null)[]
  /** Above it lies a quarter. */
  readonly high: readonly (number | null)[]
  readonly count: readonly number[]
}

export interface Occurrence {
  readonly symbol: string
  readonly side: 'long' | 'short'
  /** Counted in the symbol's own file. */
  readonly bar: number
  readonly time: number
  /** Null where the bars end with the instance. */
  readonly entry_time: number | null
  readonly entry_price: number | null
  /** By horizon; null where the bars end before. */
  readonly returns: readonly (number | null)[]
  /** Over the longest horizon, or as far as bars go. */
  readonly mfe: number | null
  readonly mae: number | null
}

/** What followed each instance of a rule's signals. Its words are those of a public contract. */
export interface EventStudy {
  /** Opens of the first and the last moment at which a symbol had a bar, and how many there are. */
  readonly period: { readonly from: number | null; readonly to: number | null; readonly bars: number }
  /** The horizon that the three numbers after it are of: the longest. */
  readonly horizon: number
  /** All that fired and were counted. */
  readonly instances: number
  readonly hit_rate: number | null
  readonly average_return: number | null
  readonly long: number
  readonly short: number
  /** Bars on which the rule fired that are no instance: later in a streak, too near the one before, both ways at once. */
  readonly left_out: { readonly streak: number; readonly near: number; readonly conflict: number }
  /** What entry and exit would cost, as a part of the price; it is not in the returns. Null where it depends on the size. */
  readonly cost: number | null
  readonly horizons: readonly HorizonRow[]
  readonly path: EventPath
  readonly symbols: readonly EventGroup[]
  readonly years: readonly EventGroup[]
  /** The first of them; `instances` is how many there are. */
  readonly occurrences: readonly Occurrence[]
}
