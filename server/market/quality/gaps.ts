import type { Timeframe } from '../../../sandbox/ir/timeframe'
import type { Calendar } from '../calendar/calendar'

/** A stretch in which bars are missing: from the open of the first to the end of the last, and how many. */
export interface Gap {
  readonly from: number
  readonly to: number
  readonly missing: number
}

/**
 * The stretches of [from, to) in which bars that the calendar has are missing among `times`, which ascend. Only bars that
 * lie wholly inside the range are expected; a night or a holiday is no gap, and does not part one.
 */
export function gapsOf(
  times: Float64Array,
  calendar: Calendar,
  timeframe: Timeframe,
  from: number,
  to: number,
): readonly Gap[] {
  const gaps: Gap[] = []
  const end = calendar.open(to, timeframe)
  /** Nothing is missing before it. */
  let told = from
  const tellUpTo = (open: number): void => {
    const missing = open > told ? calendar.count(timeframe, told, open) : 0
    if (missing === 0) return
    gaps.push({ from: calendar.nextOpen(told, timeframe), to: open, missing })
  }
  for (let i = firstNotBefore(times, from); i < times.length && times[i]! < end; i++) {
    const open = calendar.open(times[i]!, timeframe)
    if (open > told) tellUpTo(open)
    told = calendar.end(open, timeframe)
  }
  tellUpTo(end)
  return gaps
}

/** The first row whose time is not before `time`. */
export function firstNotBefore(times: Float64Array, time: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (times[middle]! < time) low = middle + 1
    else high = middle
  }
  return low
}
