import type { Timeframe } from '../../../sandbox/ir/timeframe'

/** Calendars there are: never closed, closed at weekends, and the New York Stock Exchange's sessions (ISO 10383 `XNYS`). */
export const CALENDAR_IDS = ['always', 'weekdays', 'xnys'] as const
export type CalendarId = (typeof CALENDAR_IDS)[number]

/** Where bars begin and end. Whoever builds slower bars of faster ones needs no more of a calendar. */
export interface Alignment {
  /** Open of the bar that holds `time`, or would: the bars of a timeframe cover all of time, and none overlaps another. */
  readonly open: (time: number, timeframe: Timeframe) => number
  /** When the bar that opens at `open` is over. */
  readonly end: (open: number, timeframe: Timeframe) => number
}

/**
 * When a market trades, and so which bars there should be. Times are UTC ms. A day's bar is named by the UTC midnight of
 * its trading day and a week's by that of its Monday, whatever the session's hours; both last until the next begins.
 * Faster bars are counted from the session's open, and its close cuts the last one short.
 */
export interface Calendar extends Alignment {
  readonly id: CalendarId
  readonly title: string
  /** Whose clock the sessions are told by. */
  readonly zone: string
  readonly isOpen: (time: number) => boolean
  /** Opens of the bars that a market with a trade in every bar makes in [from, to), in order. */
  readonly expected: (timeframe: Timeframe, from: number, to: number) => Iterable<number>
  /** How many those are, without walking through them. */
  readonly count: (timeframe: Timeframe, from: number, to: number) => number
  /** The first of those opens that is not before `time`. */
  readonly nextOpen: (time: number, timeframe: Timeframe) => number
  /** Bars of an ordinary year, to make yearly figures of those of a bar: 365 days round the clock, 252 sessions. */
  readonly periodsPerYear: (timeframe: Timeframe) => number
}
