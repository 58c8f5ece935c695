// What of a run is looked at on its bars: a trade, or a signal that became none.
import type { ChartMark } from '../_charts/BarChart'
import { fixed } from '../_ui/numbers'
import type { Denied, Occurrence, OpenTrade, RejectedSignal, Trade } from './backtest'
import { deniedInWords, deniedName } from './deniedWords'
import { idOf, percentOf } from './tradeColumns'

/** A bar whose values explain what was decided at its close. */
export interface Asked {
  readonly title: string
  /** When it was filled, or when the signal was; UTC ms. */
  readonly time: number
  /** The bar before `time` decided, back to where the signal fired if it waited; or it is the bar itself. */
  readonly at: 'signal before' | 'bar before' | 'bar'
}

export interface Marked {
  readonly id: string
  readonly symbol: string
  readonly side: 'long' | 'short'
  readonly words: string
  readonly returnPct: number | null
  readonly marks: readonly ChartMark[]
  readonly from: number
  readonly to: number
  readonly decimals: number
  readonly asked: readonly Asked[]
}

export function ofTrade(trade: Trade): Marked {
  const { symbol, side, entryTime, entryPrice, exitTime, exitPrice, exitReason, returnPct } = trade
  const decimals = decimalsOf(entryPrice)
  return {
    id: idOf(trade),
    symbol,
    side,
    words: `${side}, closed by ${exitReason}`,
    returnPct,
    marks: [
      entered(entryTime, entryPrice, side),
      { time: exitTime, text: `${exitReason} ${fixed(exitPrice, decimals)}`, deed: opposite(side) },
    ],
    from: entryTime,
    to: exitTime,
    decimals,
    asked: [
      { title: 'At the entry', time: entryTime, at: 'signal before' },
      { title: 'At the exit', time: exitTime, at: exitReason === 'end' ? 'bar' : 'bar before' },
    ],
  }
}

export function ofOpen(trade: OpenTrade): Marked {
  const { symbol, side, entryTime, entryPrice, entryBar, returnPct } = trade
  return {
    id: `${symbol} ${side} ${entryBar} open`,
    symbol,
    side,
    words: `${side}, open at the end`,
    returnPct,
    marks: [entered(entryTime, entryPrice, side)],
    from: entryTime,
    to: entryTime,
    decimals: decimalsOf(entryPrice),
    asked: [{ title: 'At the entry', time: entryTime, at: 'signal before' }],
  }
}

export function ofRejected({ symbol, side, bar, time, reason, hypothetical }: RejectedSignal): Marked {
  return {
    id: `${symbol} ${side} ${bar} rejected`,
    symbol,
    side,
    words: hypothetical
      ? `${side}, rejected: ${reason}; it would have made ${percentOf(hypothetical.returnPct)}`
      : `${side}, rejected: ${reason}; it would never have filled`,
    returnPct: hypothetical?.returnPct ?? null,
    marks: [{ time, text: `signal, ${reason}` }],
    from: time,
    to: time,
    decimals: decimalsOf(hypothetical?.entryPrice ?? 1),
    asked: [{ title: 'At the signal', time, at: 'bar' }],
  }
}

export function ofDenied({ symbol, side, bar, time, reason }: Denied): Marked {
  return {
    id: `${symbol} ${side} ${bar} denied`,
    symbol,
    side,
    words: `${side}, denied. ${deniedInWords(reason)}`,
    returnPct: null,
    marks: [{ time, text: deniedName(reason) }],
    from: time,
    to: time,
    decimals: 2,
    asked: [{ title: 'At the signal', time, at: 'bar' }],
  }
}

/** An instance of an event study, with the bars that its longest horizon looks at. */
export function ofOccurrence(
  { symbol, side, bar, time, entry_time, entry_price, returns }: Occurrence,
  horizons: readonly number[],
): Marked {
  const last = returns.findLastIndex(value => value !== null)
  const value = returns[last]
  return {
    id: `${symbol} ${side} ${bar} instance`,
    symbol,
    side,
    words:
      value == null
        ? `${side}, the bars end before its first horizon`
        : `${side}, ${horizons[last]} ${horizons[last] === 1 ? 'bar' : 'bars'} after`,
    returnPct: value == null ? null : value * 100,
    marks: [
      { time, text: 'instance' },
      ...(entry_time !== null && entry_price !== null ? [entered(entry_time, entry_price, side)] : []),
    ],
    from: time,
    to: entry_time ?? time,
    decimals: decimalsOf(entry_price ?? 1),
    asked: [{ title: 'At the instance', time, at: 'bar' }],
  }
}

const entered = (time: number, price: number, side: 'long' | 'short'): ChartMark => ({
  time,
  text: `entry ${fixed(price, decimalsOf(price))}`,
  deed: side === 'long' ? 'buy' : 'sell',
})

const opposite = (side: 'long' | 'short') => (side === 'long' ? 'sell' : 'buy')

/** Six figures of a price. */
const decimalsOf = (price: number): number =>
  Math.min(8, Math.max(0, 5 - Math.floor(Math.log10(Math.abs(price) || 1))))
