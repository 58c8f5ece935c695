import { barOpen, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import type { Calendar } from '../calendar/calendar'
import { firstNotBefore } from './gaps'

const DAY_MS = timeframeMs['1d']

/** One day of a coverage calendar; a closed day expects nothing. */
export interface CoverageDay {
  /** UTC midnight. */
  readonly day: number
  readonly expected: number
  /** How many of the expected bars there are; others do not count. */
  readonly present: number
}

/**
 * For every UTC day that [from, to) touches, how many bars that open on it should be there, and are. Only bars that lie
 * wholly inside the range are expected. `times` ascend; a week's bar belongs to its Monday.
 */
export function coverageDays(
  times: Float64Array,
  calendar: Calendar,
  timeframe: Timeframe,
  from: number,
  to: number,
): readonly CoverageDay[] {
  const days: CoverageDay[] = []
  const end = calendar.open(to, timeframe)
  const isLong = timeframeMs[timeframe] >= DAY_MS
  let row = firstNotBefore(times, from)
  for (let day = barOpen(from, '1d'); day < to; day += DAY_MS) {
    const expected = Math.max(0, calendar.count(timeframe, Math.max(from, day), Math.min(end, day + DAY_MS)))
    let present = 0
    let before = Number.NaN
    for (; row < times.length && times[row]! < Math.min(end, day + DAY_MS); row++) {
      const open = calendar.open(times[row]!, timeframe)
      const counts = open !== before && open >= from && (isLong ? expected > 0 : calendar.isOpen(open))
      if (counts) present++
      before = open
    }
    days.push({ day, expected, present: Math.min(present, expected) })
  }
  return days
}
