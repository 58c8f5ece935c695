import type { Recorded } from '../../../sandbox/compile/record'
import type { DueTrial, TrialAnswer } from '../../engine/optimise/evaluate'
import type {
  Choosing,
  Params,
  TrialPeriod,
  TrialResult,
  WalkForwardResult,
  Window,
} from '../../engine/optimise/types'
import type { Pick } from '../../engine/optimise/walkForward'
import type { SearchMarket } from '../../optimise/market'

/** A trial on its way to a thread: what running its document recorded. */
export interface RecordedTrial {
  readonly number: number
  readonly params: Params
  readonly recorded: Recorded
}

/** Trials to be run over periods, each of them over every one. */
export interface ShardWork {
  readonly trials: readonly RecordedTrial[]
  readonly periods: readonly TrialPeriod[]
}

/** Windows to be traded through with what was chosen for them. */
export interface JudgeWork {
  readonly windows: readonly Window[]
  readonly picks: readonly (Pick | null)[]
  /** Every picked trial. */
  readonly trials: readonly RecordedTrial[]
  readonly choosing: Choosing
}

/** What a thread that runs trials is told; work comes one at a time. */
export type ToTrialThread =
  /** First, and once: columns lie in shared memory, so that no thread has a copy. */
  | { readonly kind: 'market'; readonly market: SearchMarket }
  | { readonly kind: 'shard'; readonly work: ShardWork }
  | { readonly kind: 'judge'; readonly work: JudgeWork }
  | { readonly kind: 'answer'; readonly answer: TrialAnswer }

/** What it says. */
export type FromTrialThread =
  | { readonly kind: 'done'; readonly trials: number }
  /** A script has to be run by whoever may: its code goes to the guests' process, not into this thread. */
  | ({ readonly kind: 'due' } & DueTrial)
  | { readonly kind: 'results'; readonly results: readonly TrialResult[] }
  | { readonly kind: 'judged'; readonly judged: WalkForwardResult }
