import { barOpen, timeframeMs } from '../../../sandbox/ir/timeframe'
import type { Alignment } from '../calendar/calendar'

/** Bars of every length lie end to end in UTC; sessions are aligned by their calendars. */
export const utcAlignment: Alignment = {
  open: barOpen,
  end: (open, timeframe) => open + timeframeMs[timeframe],
}
