import type { Trade } from '../../backtest/result'

/** How far each trade went against and for its holder, and where it ended: fractions of the money at entry. */
export interface Excursions {
  readonly adverse: Float64Array
  readonly favourable: Float64Array
  readonly result: Float64Array
  /** Bars held. */
  readonly bars: Float64Array
}

/** A point a trade, in the order of the list. */
export function excursionsOf(trades: readonly Trade[]): Excursions {
  const points = {
    adverse: new Float64Array(trades.length),
    favourable: new Float64Array(trades.length),
    result: new Float64Array(trades.length),
    bars: new Float64Array(trades.length),
  }
  for (const [at, trade] of trades.entries()) {
    const paid = trade.entryPrice * trade.quantity
    points.adverse[at] = trade.mae / paid
    points.favourable[at] = trade.mfe / paid
    points.result[at] = trade.returnPct / 100
    points.bars[at] = trade.exitBar - trade.entryBar
  }
  return points
}
