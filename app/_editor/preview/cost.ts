// What judging a universe at each close takes, against the time there is and what each plan holds.
import { type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'

export interface Plan {
  readonly tier: string
  /** Symbols of one run. */
  readonly symbols: number
  /** Bars of one backtest, of all symbols together. */
  readonly bars: number
  /** Symbols of one search of parameters. */
  readonly searched: number
}

export interface Measured {
  /** One bar of one symbol, in this browser. */
  readonly microsPerBar: number
  /** Bars that a value rests on. */
  readonly barsNeeded: number
  /** One symbol at a close, where the server has told. */
  readonly microsPerSymbol: number | null
}

/** A rule’s part of the time between two closes, so that others of the workspace get theirs. */
export const SHARE = 0.1

/** What one symbol takes at a close: as the server measured it, else all the bars its value rests on. */
export const microsOfSymbol = ({ microsPerBar, barsNeeded, microsPerSymbol }: Measured): number =>
  microsPerSymbol ?? microsPerBar * barsNeeded

/** Symbols that can be judged in a rule’s part of the time between two closes. */
export const symbolsInTime = (timeframe: Timeframe, micros: number): number =>
  Math.floor((timeframeMs[timeframe] * 1000 * SHARE) / micros)

/** Symbols that a plan and the time allow. */
export const symbolsOf = (plan: Plan, timeframe: Timeframe, micros: number): number =>
  Math.min(plan.symbols, symbolsInTime(timeframe, micros))

/** The smallest plan that holds so many symbols; null where none does. Plans come smallest first. */
export const planFor = (plans: readonly Plan[], symbols: number): Plan | null =>
  plans.find(plan => plan.symbols >= symbols) ?? null

/** How far back a backtest of so many symbols reaches on a plan, in milliseconds; null where the plan holds fewer symbols. */
export const reachOf = (plan: Plan, symbols: number, timeframe: Timeframe): number | null =>
  symbols > plan.symbols ? null : Math.floor(plan.bars / Math.max(1, symbols)) * timeframeMs[timeframe]
