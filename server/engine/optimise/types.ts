// The words of a search for parameters: what is tried, on which bars, and what came of it.
import type { ParamValue } from '../../../sandbox/ir/program'
import type { Reason } from '../report/reasons'

/** Values of a document's own parameters, by name. */
export type Params = Readonly<Record<string, ParamValue>>

/** The values that one parameter takes. */
export type ParamSpan =
  | { readonly kind: 'values'; readonly values: readonly ParamValue[] }
  /** From `min` in steps up to `max`, which is a value only if a step meets it. */
  | { readonly kind: 'range'; readonly min: number; readonly max: number; readonly step: number }

/** Which of all combinations are tried. */
export type Sampling =
  | { readonly kind: 'grid' }
  /** As many different ones as `count`, or all if there are fewer; the same ones for the same seed. */
  | { readonly kind: 'random'; readonly count: number; readonly seed: number }

/** Parameters that move; the others stay as the document has them. */
export interface SearchSpace {
  readonly params: Readonly<Record<string, ParamSpan>>
  readonly sampling: Sampling
}

/** Numbers by which trials are held against each other: metrics of the registry. */
export const TRIAL_STATS = [
  'net-profit',
  'total-return',
  'cagr',
  'sharpe',
  'sortino',
  'calmar',
  'max-drawdown',
  'trades',
  'win-rate',
  'profit-factor',
  'expectancy',
  'time-in-market',
  'total-fees',
] as const
export type TrialStat = (typeof TRIAL_STATS)[number]

export const isTrialStat = (id: string): id is TrialStat => (TRIAL_STATS as readonly string[]).includes(id)

/** Null where a metric has no meaning; `reasons` says why, for every null. */
export interface TrialStats {
  readonly stats: Readonly<Record<TrialStat, number | null>>
  readonly reasons: Readonly<Partial<Record<TrialStat, Reason>>>
}

/** First and last moment a bar may open at, in UTC ms; absent: as far as the bars go. */
export interface TrialPeriod {
  readonly from?: number
  readonly to?: number
}

export interface TrialResult {
  /** Its place among all trials of the search, from 0. */
  readonly number: number
  /** The parameters that move. */
  readonly params: Params
  /** Of its program; trials with the same one are the same. */
  readonly digest: string | null
  /** Why there are no numbers: a sentence for its author. */
  readonly failed: string | null
  /** For each period that was asked for: one, or one for each window's in-sample part. Empty when it failed. */
  readonly periods: readonly TrialStats[]
}

/** Some trials in a row, `to` left out: what is computed, kept and resumed as one. */
export interface Shard {
  readonly number: number
  readonly from: number
  readonly to: number
}

/** How the best trial is told. */
export interface Choosing {
  readonly metric: TrialStat
  /** The trial itself, or the one whose neighbourhood is best: the median of it and what lies a step away. */
  readonly by: 'peak' | 'plateau'
  /** Trials with fewer trades are not chosen. */
  readonly minTrades: number
}

/** Bars of the search's timeline: every moment at which any of its symbols has a bar. */
export interface WalkForward {
  /** Whether the in-sample part moves along, or begins where the first one did and grows. */
  readonly mode: 'rolling' | 'anchored'
  /** Of the first window, where it grows. */
  readonly inSampleBars: number
  readonly outOfSampleBars: number
}

/** First and last moment a bar may open at. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly bars: number
}

export interface Window {
  readonly inSample: Span
  readonly outOfSample: Span
}

export interface WindowResult extends Window {
  /** Null: no trial qualified, and the account stood aside. */
  readonly chosen: {
    readonly trial: number
    readonly params: Params
    /** What it was chosen for: the metric of the trial, or of its neighbourhood. */
    readonly value: number
    readonly inSample: TrialStats
  } | null
  /** Of the out-of-sample part, on its own money: what the account held when it began. */
  readonly judged: TrialStats | null
  /** Positions that were open at the seam and closed there, at the window's last close. */
  readonly closedAtSeam: number
  /** Why nothing was chosen or traded. */
  readonly reason: string | null
}

export interface WalkForwardResult {
  readonly windows: readonly WindowResult[]
  /** One account through all out-of-sample parts, one after another. */
  readonly equity: { readonly time: readonly number[]; readonly value: readonly number[] }
  readonly stats: TrialStats
  /**
   * Out-of-sample return per bar over in-sample return per bar, of the windows that traded: 1 is as good as what was chosen for. Null
   * where in-sample returns sum to nothing or less.
   */
  readonly efficiency: number | null
  readonly closedAtSeams: number
}

export type Allowed<T> =
  | ({ readonly ok: true } & T)
  | { readonly ok: false; readonly problems: readonly SpaceProblem[] }

export interface SpaceProblem {
  /** The parameter or setting; empty: the search as a whole. */
  readonly param: string
  /** What was found and what is allowed. */
  readonly message: string
}
