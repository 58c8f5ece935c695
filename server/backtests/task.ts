import type { BarColumns } from '../../sandbox/ir/bars'
import type { Program } from '../../sandbox/ir/program'
import type { Timeframe } from '../../sandbox/ir/timeframe'
import type { Settings } from '../engine/backtest/settings'
import type { Steps } from '../engine/backtest/steps'
import type { Assumption } from '../engine/report/assumptions'

/** One symbol's bars: of the run's timeframe, from before the period so that the program is warm, and slower ones it reads. */
export interface TaskSymbol {
  readonly symbol: string
  readonly bars: BarColumns
  readonly slower: readonly { readonly timeframe: Timeframe; readonly bars: BarColumns }[]
  /** Its own smallest steps, where the settings leave them to it. */
  readonly steps?: Steps
}

/** Bars of another instrument, which every symbol's run reads. */
export interface TaskOther {
  readonly instrument: string
  readonly timeframe: Timeframe
  readonly bars: BarColumns
}

export interface FailedSymbol {
  readonly symbol: string
  readonly message: string
}

/** All that a backtest is computed from: plain data, so it can be handed to a thread. */
export interface BacktestTask {
  readonly program: Program
  readonly timeframe: Timeframe
  readonly settings: Settings
  readonly periodsPerYear: number | null
  readonly symbols: readonly TaskSymbol[]
  readonly others: readonly TaskOther[]
  /** Symbols that had to be left out before. */
  readonly failed: readonly FailedSymbol[]
  /** What was taken for granted before there was any number. */
  readonly assumptions: readonly Assumption[]
}
