import { type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import type { Candle } from './Candles'

/** A bar as live updates tell it. */
export type LiveRow = readonly [
  symbol: string,
  time: number,
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
  closed: 0 | 1,
]

/** The rows of a live event, which come as text: the server writes a bar once for all who watch it. */
export const rowsIn = (text: string): readonly LiveRow[] => JSON.parse(text) as readonly LiveRow[] // our server's own

/** A page that stays open for days needs no more of what it heard: what is older is read with the history. */
const KEPT = 2_000

/** The bars heard of so far and newer news of them, oldest first. Bars that did not change stay the same objects. */
export function grownBy(tail: readonly Candle[], rows: readonly LiveRow[]): readonly Candle[] {
  const bars = [...tail]
  for (const [, time, open, high, low, close, volume] of rows) {
    const bar: Candle = { time, open, high, low, close, volume }
    let place = bars.length
    while (place > 0 && (bars[place - 1]?.time ?? 0) >= time) place--
    bars.splice(place, bars[place]?.time === time ? 1 : 0, bar)
  }
  return bars.slice(-KEPT)
}

/** A history that ends with what was heard since; not whole when bars between the two are missing. */
export function endedWith(
  history: readonly Candle[],
  tail: readonly Candle[],
  timeframe: Timeframe,
): { readonly candles: readonly Candle[]; readonly isWhole: boolean } {
  const first = tail[0]
  const last = history.at(-1)
  if (!first || !last) return { candles: history.length > 0 ? history : tail, isWhole: true }
  let kept = history.length
  while (kept > 0 && (history[kept - 1]?.time ?? 0) >= first.time) kept--
  return {
    candles: [...history.slice(0, kept), ...tail],
    isWhole: first.time - last.time <= timeframeMs[timeframe],
  }
}

/**
 * By how many bars a view that ends at `to` moves when its bars are drawn anew; null when none of the old ones is left. Older
 * bars in front move every index, and the reader's eye stays where it is; who saw the newest bar goes on to see the newest.
 */
export function shiftOf(before: readonly Candle[], candles: readonly Candle[], to: number): number | null {
  const oldest = before[0]?.time
  const added = oldest === undefined ? -1 : candles.findIndex(({ time }) => time === oldest)
  if (added < 0) return null
  return to < before.length - 1 ? added : candles.length - before.length
}

/**
 * The bars from the last known one on, when nothing before it has changed; null when all have to be drawn anew. Bars that did not
 * change are the same objects, as `grownBy` keeps them.
 */
export function grownEnd(before: readonly Candle[], candles: readonly Candle[]): readonly Candle[] | null {
  const last = before.length - 1
  if (last < 0 || before[last]?.time !== candles[last]?.time) return null
  for (let at = 0; at < last; at++) if (before[at] !== candles[at]) return null
  return candles.slice(last)
}
