import { TIMEFRAMES, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import { Shelf } from './shelf'

/** A session's opening and closing cut bars, so that a slower bar may hold more of them than its length says. */
const CUT_BARS = 2
/** A shelf forgets a quarter of its bars at once. */
const ROOM = 4 / 3

/**
 * A shelf for each timeframe, fastest first: room for the bars of every open slower bar, and of those that closed within
 * the grace.
 */
export function shelvesFor(timeframes: readonly Timeframe[], symbols: number, graceMs: number): Shelf[] {
  const ordered = TIMEFRAMES.filter(timeframe => timeframes.includes(timeframe))
  if (ordered[0] !== '1m') throw new Error('Slower bars are made of minutes: the timeframes must hold 1m.')
  return ordered.map((timeframe, level) => {
    const length = timeframeMs[timeframe]
    const slower = timeframeMs[ordered[level + 1] ?? timeframe]
    const slowerKept = 1 + Math.ceil(graceMs / slower)
    const bars = slowerKept * (Math.ceil(slower / length) + CUT_BARS)
    return new Shelf(timeframe, symbols, Math.ceil(bars * ROOM))
  })
}
