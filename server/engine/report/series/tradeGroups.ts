import type { Trade } from '../../backtest/result'

/** What the trades of one symbol, one exit reason or one hour came to. */
export interface TradeGroup {
  readonly key: string
  readonly trades: number
  readonly wins: number
  readonly losses: number
  readonly pnl: number
  readonly fees: number
  /** Mean of the trades' returns, as a fraction. */
  readonly averageReturn: number
  /** Null without losses. */
  readonly profitFactor: number | null
  readonly averageBars: number
  readonly best: number
  readonly worst: number
}

/** Trades that share a key, the most profitable group first. */
export function groupTrades(trades: readonly Trade[], keyOf: (trade: Trade) => string): TradeGroup[] {
  const sums = new Map<string, ReturnType<typeof emptySums>>()
  for (const trade of trades) {
    const key = keyOf(trade)
    let sum = sums.get(key)
    if (!sum) {
      sum = emptySums()
      sums.set(key, sum)
    }
    sum.trades++
    if (trade.pnl > 0) {
      sum.wins++
      sum.gained += trade.pnl
    } else if (trade.pnl < 0) {
      sum.losses++
      sum.lost -= trade.pnl
    }
    sum.pnl += trade.pnl
    sum.fees += trade.fees
    sum.percent += trade.returnPct
    sum.bars += trade.exitBar - trade.entryBar
    sum.best = Math.max(sum.best, trade.pnl)
    sum.worst = Math.min(sum.worst, trade.pnl)
  }
  return Array.from(sums, ([key, { gained, lost, percent, bars, ...sum }]) => ({
    key,
    ...sum,
    averageReturn: percent / 100 / sum.trades,
    profitFactor: lost > 0 ? gained / lost : null,
    averageBars: bars / sum.trades,
  })).sort((a, b) => b.pnl - a.pnl || (a.key < b.key ? -1 : 1))
}

const emptySums = () => ({
  trades: 0,
  wins: 0,
  losses: 0,
  pnl: 0,
  fees: 0,
  gained: 0,
  lost: 0,
  percent: 0,
  bars: 0,
  best: -Infinity,
  worst: Infinity,
})

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The epoch began on the first of them. */
const WEEKDAYS = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'] as const
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)

export const bySymbol = ({ symbol }: Trade): string => symbol
export const byExitReason = ({ exitReason }: Trade): string => exitReason
export const bySide = ({ side }: Trade): string => side
/** Of the entry, in UTC. */
export const byWeekday = ({ entryTime }: Trade): string => WEEKDAYS[Math.floor(entryTime / DAY_MS) % 7]!
export const byHour = ({ entryTime }: Trade): string => HOURS[Math.floor(entryTime / HOUR_MS) % 24]!
