import type { ProgramScript } from '../../../sandbox/ir/program'
import type { ScriptAnswer } from '../../backtests/compute'
import type { FinerAsked, FinerGiven } from '../../backtests/finer'
import type { Packed } from '../../backtests/stored'
import type { BacktestTask } from '../../backtests/task'
import type { ScriptStretch } from '../../engine/backtest/scripted'

/** What a backtest's thread is told. */
export type ToThread =
  | { readonly kind: 'run'; readonly task: BacktestTask }
  | { readonly kind: 'answer'; readonly answer: ScriptAnswer }
  | { readonly kind: 'finer'; readonly given: readonly FinerGiven[] }

/** What it says. */
export type FromThread =
  | { readonly kind: 'stage'; readonly fraction: number; readonly stage: string }
  /** A script has to be run by whoever may: its code goes to the guests' process, not into this thread. */
  | {
      readonly kind: 'due'
      readonly symbol: string
      readonly code: ProgramScript
      readonly columns: readonly Float64Array[]
      readonly wanted: number
      readonly stretch?: ScriptStretch
    }
  | { readonly kind: 'finer'; readonly asked: readonly FinerAsked[] }
  /** Null: no symbol was left. */
  | { readonly kind: 'done'; readonly packed: Packed | null }
