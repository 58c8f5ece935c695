import type { DueWork } from '../../engine/backtest/scripted'
import type { TrialAnswer } from '../../engine/optimise/evaluate'
import type { Candidate } from '../../engine/optimise/market'
import type { Axis } from '../../engine/optimise/space'
import type {
  Choosing,
  TrialPeriod,
  TrialResult,
  WalkForwardResult,
  Window,
} from '../../engine/optimise/types'
import type { Pick as WindowPick } from '../../engine/optimise/walkForward'
import type { SearchMarket } from '../../optimise/market'
import type { TrialPick } from '../../optimise/stored'

/** What a search's thread is told. */
export type ToShardThread =
  | { readonly kind: 'open'; readonly market: SearchMarket; readonly periods: readonly TrialPeriod[] }
  | { readonly kind: 'shard'; readonly candidates: readonly Candidate[] }
  | ({ readonly kind: 'choose' } & ChoosingAsked)
  | ({ readonly kind: 'judge' } & JudgingAsked)
  | { readonly kind: 'answer'; readonly answer: TrialAnswer }

export interface ChoosingAsked {
  readonly results: readonly TrialResult[]
  readonly axes: readonly Axis[]
  readonly choosing: Choosing
  /** Null: the trials have one period, and the best of it is chosen. */
  readonly windows: readonly Window[] | null
}

export interface JudgingAsked {
  readonly windows: readonly Window[]
  readonly picks: readonly (WindowPick | null)[]
  /** Those that were picked. */
  readonly candidates: readonly Candidate[]
  readonly choosing: Choosing
}

/** What was chosen: of windows one each; of a whole period the best trial and the best of the calm places. */
export type ChosenTrials =
  | { readonly windows: readonly (WindowPick | null)[] }
  | { readonly peak: TrialPick | null; readonly plateau: TrialPick | null }

/** What it says. Each question but `open` has one answer of its kind. */
export type FromShardThread =
  | { readonly kind: 'tried'; readonly trials: number }
  /** A script has to be run by whoever may: its code goes to the guests' process, not into this thread. */
  | ({ readonly kind: 'due'; readonly symbol: string } & DueWork)
  | { readonly kind: 'shard'; readonly results: readonly TrialResult[] }
  | { readonly kind: 'choose'; readonly chosen: ChosenTrials }
  | { readonly kind: 'judge'; readonly result: WalkForwardResult }
