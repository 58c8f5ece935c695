import type { BarColumns } from '../../../sandbox/ir/bars'
import type { OpenTrade, Trade } from '../backtest/result'
import { barFinder } from './barFinder'

/** One instrument's prices at the bars of the equity; NaN where it had no bar. */
export type Quotes = Pick<BarColumns, 'high' | 'low' | 'close'>

interface Held {
  readonly equity: { readonly time: Float64Array; readonly value: Float64Array }
  readonly trades: readonly Trade[]
  readonly openTrades: readonly OpenTrade[]
  readonly quotesOf: (symbol: string) => Quotes | null
}

/** What stood in the market at each close, in money. */
export interface Standing {
  readonly exposure: { readonly gross: Float64Array; readonly net: Float64Array }
  /**
   * Equity if every position had been valued at its bar's worst price. Positions closed inside a bar are not in it: their worst is
   * in their own excursion.
   */
  readonly worstEquity: Float64Array
}

/** Rebuilds positions bar by bar from the trades they became. */
export function standingOf({ equity: { time, value }, trades, openTrades, quotesOf }: Held): Standing {
  const bars = time.length
  const gross = new Float64Array(bars)
  const net = new Float64Array(bars)
  const worstEquity = value.slice()
  for (const [symbol, changes] of changesOf(time, trades, openTrades)) {
    const quotes = quotesOf(symbol)
    if (!quotes) continue
    let held = 0
    let close = 0
    for (let bar = 0; bar < bars; bar++) {
      held += changes[bar]!
      const quoted = quotes.close[bar]! > 0
      if (quoted) close = quotes.close[bar]!
      // sums of quantities that came and went leave a rounding behind
      if (Math.abs(held) < 1e-12) continue
      const worth = held * close
      gross[bar]! += Math.abs(worth)
      net[bar]! += worth
      if (quoted) worstEquity[bar]! += held * ((held > 0 ? quotes.low[bar]! : quotes.high[bar]!) - close)
    }
  }
  return { exposure: { gross, net }, worstEquity }
}

/** By symbol, how its position changes with each bar; shorts are negative. */
function changesOf(
  time: Float64Array,
  trades: readonly Trade[],
  openTrades: readonly OpenTrade[],
): ReadonlyMap<string, Float64Array> {
  const changes = new Map<string, Float64Array>()
  const of = (symbol: string): Float64Array => {
    let column = changes.get(symbol)
    if (!column) {
      column = new Float64Array(time.length + 1)
      changes.set(symbol, column)
    }
    return column
  }
  const at = barFinder(time)
  for (const { symbol, side, quantity, entryTime, exitTime } of trades) {
    const column = of(symbol)
    const signed = side === 'long' ? quantity : -quantity
    column[at(entryTime)]! += signed
    column[at(exitTime)]! -= signed
  }
  for (const { symbol, side, quantity, entryTime } of openTrades)
    of(symbol)[at(entryTime)]! += side === 'long' ? quantity : -quantity
  return changes
}
