import { TIMEFRAMES, type Timeframe } from '@/sandbox/ir/timeframe'
import type { BarState, BarSubscriber } from '@/server/market/aggregate/told'
import type { Alignment } from '@/server/market/calendar/calendar'

export interface HeardBar {
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly units: number
}

/** Keeps what a subscriber is told: the last of each bar, and in which order of states. */
export class Listener implements BarSubscriber {
  readonly bars = new Map<string, HeardBar>()
  readonly states = new Map<string, BarState[]>()
  readonly heard: string[] = []
  readonly olderOnes: { symbol: number; timeframe: Timeframe; open: number }[] = []

  readonly bar: BarSubscriber['bar'] = ({
    symbol,
    timeframe,
    state,
    time,
    open,
    high,
    low,
    close,
    units,
  }) => {
    const name = nameOf(symbol, timeframe, time)
    this.bars.set(name, { time, open, high, low, close, units })
    this.states.set(name, [...(this.states.get(name) ?? []), state])
    this.heard.push(`${name} ${state}`)
  }

  readonly older: BarSubscriber['older'] = (symbol, timeframe, open) => {
    this.olderOnes.push({ symbol, timeframe, open })
    this.heard.push(`${nameOf(symbol, timeframe, open)} older`)
  }

  /** All bars by name, in order. */
  get sorted(): [string, HeardBar][] {
    return [...this.bars].sort(([a], [b]) => (a < b ? -1 : 1))
  }
}

export const nameOf = (symbol: number, timeframe: Timeframe, time: number): string =>
  `${symbol} ${timeframe} ${new Date(time).toISOString()}`

export interface Trade {
  readonly symbol: number
  readonly time: number
  readonly price: number
  readonly units: number
  readonly id: number
}

/** The bars of trades by the book: sorted, each counted once, bar by bar. */
export function barsOfTrades(
  trades: readonly Trade[],
  alignment: Alignment,
  timeframes: readonly Timeframe[] = TIMEFRAMES,
): [string, HeardBar][] {
  const once = new Map(trades.map(trade => [`${trade.symbol} ${trade.id}`, trade]))
  const sorted = [...once.values()].sort((a, b) => a.time - b.time || a.id - b.id)
  const bars = new Map<string, HeardBar>()
  for (const { symbol, time: at, price, units } of sorted)
    for (const timeframe of timeframes) {
      const time = alignment.open(at, timeframe)
      const name = nameOf(symbol, timeframe, time)
      const bar = bars.get(name)
      bars.set(name, {
        time,
        open: bar?.open ?? price,
        high: Math.max(bar?.high ?? price, price),
        low: Math.min(bar?.low ?? price, price),
        close: price,
        units: (bar?.units ?? 0) + units,
      })
    }
  return [...bars].sort(([a], [b]) => (a < b ? -1 : 1))
}
