import { closeOn } from './newYorkHolidays'
import { DAY_MS, sessionCalendar } from './sessions'
import { isWeekend } from './weekdays'
import { LocalTime } from './zone'

const ZONE = 'America/New_York'
const MINUTE = 60_000
const OPEN = 9 * 60 + 30

const newYork = new LocalTime(ZONE)

/** Regular trading of the New York Stock Exchange: 9:30 to 16:00, as its holidays and half days have it since 1990. */
export const xnys = sessionCalendar({
  id: 'xnys',
  title: 'New York Stock Exchange',
  zone: ZONE,
  on: day => {
    const close = isWeekend(day) ? null : closeOn(day)
    if (close === null) return null
    // Clocks change at two in the morning: noon in UTC tells what holds for all of the session.
    const midnight = day * DAY_MS - newYork.ahead(day * DAY_MS + DAY_MS / 2)
    return { open: midnight + OPEN * MINUTE, close: midnight + close * MINUTE }
  },
  minutesADay: 390,
  daysAYear: 252,
})
