import { barOpen, timeframeMs } from '@/sandbox/ir/timeframe'
import type { Alignment } from '@/server/market/calendar/calendar'

const DAY = timeframeMs['1d']
const OPEN = 9.5 * timeframeMs['1h']
const CLOSE = 16 * timeframeMs['1h']

/** A market from 09:30 to 16:00 UTC: its bars are counted from the opening, and the last one of an hour is half an hour. */
export const officeHours: Alignment = {
  open: (time, timeframe) => {
    if (timeframe === '1d' || timeframe === '1w') return barOpen(time, timeframe)
    const [from, , anchor] = partOf(time)
    return Math.max(
      from,
      anchor + Math.floor((time - anchor) / timeframeMs[timeframe]) * timeframeMs[timeframe],
    )
  },
  end: (open, timeframe) => {
    const length = timeframeMs[timeframe]
    if (timeframe === '1d' || timeframe === '1w') return open + length
    const [, to, anchor] = partOf(open)
    return Math.min(to, anchor + (Math.floor((open - anchor) / length) + 1) * length)
  },
}

function partOf(time: number): readonly [from: number, to: number, anchor: number] {
  const day = barOpen(time, '1d')
  if (time < day + OPEN) return [day, day + OPEN, day + OPEN]
  if (time < day + CLOSE) return [day + OPEN, day + CLOSE, day + OPEN]
  return [day + CLOSE, day + DAY, day + CLOSE]
}
