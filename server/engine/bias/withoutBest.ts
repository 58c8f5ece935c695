import type { Trade } from '../backtest/result'

/** What a run's trades come to when the most profitable ones are left out. */
export interface WithoutBest {
  /** How many were left out. */
  readonly left: number
  readonly trades: number
  readonly pnl: number
  /** Of the profit of all trades; null where that is not above 0. */
  readonly share: number | null
  readonly winRate: number | null
  /** Null without losses. */
  readonly profitFactor: number | null
}

/** Sizes stay what they were: trades are left out of the sum, not replayed. */
export function withoutBest(trades: readonly Trade[], most: number): WithoutBest {
  const pnl = Float64Array.from(trades, trade => trade.pnl).sort()
  const left = Math.min(most, pnl.length)
  const rest = pnl.subarray(0, pnl.length - left)
  let gained = 0
  let lost = 0
  let wins = 0
  for (const profit of rest) {
    if (profit > 0) {
      gained += profit
      wins++
    } else lost -= profit
  }
  const all = pnl.reduce((sum, profit) => sum + profit, 0)
  return {
    left,
    trades: rest.length,
    pnl: gained - lost,
    share: all > 0 ? (gained - lost) / all : null,
    winRate: rest.length > 0 ? wins / rest.length : null,
    profitFactor: lost > 0 ? gained / lost : null,
  }
}
