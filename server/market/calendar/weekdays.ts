import { DAY_MS, sessionCalendar } from './sessions'

/** The epoch's day was a Thursday. */
export const isWeekend = (day: number): boolean => (((day + 3) % 7) + 7) % 7 >= 5

/** Monday to Friday in UTC, day and night, holidays or not. */
export const weekdays = sessionCalendar({
  id: 'weekdays',
  title: 'Monday to Friday',
  zone: 'UTC',
  on: day => (isWeekend(day) ? null : { open: day * DAY_MS, close: (day + 1) * DAY_MS }),
  minutesADay: 1_440,
  // 52 weeks of five days
  daysAYear: 260,
})
