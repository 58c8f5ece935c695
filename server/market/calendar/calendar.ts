import type { Timeframe } from '../../../sandbox/ir/timeframe'

/** Calendars there are: never closed, closed at weekends, and the New York Stock Exchange's sessions (ISO 10383 `XNYS`). */
export const CALENDAR_IDS = ['always', 'weekdays', 'xnys'] as const
export type CalendarId = (typeof CALENDAR_IDS)[number]

/** Where bars begin and end. Whoever builds slower bars of faster ones needs no more of a calendar. */
export interface Alignment {
  /** Open of the bar that holds `time`, or would. */
  readonly open: (time: number, timeframe: Timeframe) => number
  /** When the bar that opens at `open` is over. */
  readonly end: (open: number, timeframe: Timeframe) => number
}
