// The days on which the New York Stock Exchange stays closed or closes early, since 1990. Sources: its Rule 7.2, its
// published list of historical closings, and its yearly announcements.
import { DAY_MS } from './sessions'

/** Minutes of the day, New York time. */
const USUAL_CLOSE = 16 * 60
const EARLY_CLOSE = 13 * 60
/** Until 1992 an early close was an hour later. */
const OLD_EARLY_CLOSE = 14 * 60

/** Closings that no rule foresees. Late openings and halts within a day are not told of. */
const ONCE = [
  '1994-04-27', // mourning for Richard Nixon
  '2001-09-11', // the attacks on New York, until
  '2001-09-12',
  '2001-09-13',
  '2001-09-14',
  '2004-06-11', // mourning for Ronald Reagan
  '2007-01-02', // mourning for Gerald Ford
  '2012-10-29', // Hurricane Sandy
  '2012-10-30',
  '2018-12-05', // mourning for George H. W. Bush
  '2025-01-09', // mourning for Jimmy Carter
]
/** Early closes that no rule foresees. */
const EARLY_ONCE = ['1997-12-26', '1999-12-31', '2003-12-26']

const [SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, , SATURDAY] = [0, 1, 2, 3, 4, 5, 6]

/** Days from the epoch's; months count from 1. */
const dayOf = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date) / DAY_MS
const weekday = (day: number): number => new Date(day * DAY_MS).getUTCDay()
const parsed = (date: string): number => Date.parse(date) / DAY_MS

interface Year {
  readonly closed: ReadonlySet<number>
  /** When trading ends on days that are shorter. */
  readonly early: ReadonlyMap<number, number>
}
const years = new Map<number, Year>()

/** When trading ends on a day that is no weekend, in minutes of New York's day; null when there is none. */
export function closeOn(day: number): number | null {
  const number = new Date(day * DAY_MS).getUTCFullYear()
  let year = years.get(number)
  if (!year) {
    year = { closed: new Set(closedIn(number)), early: earlyIn(number) }
    years.set(number, year)
  }
  if (year.closed.has(day)) return null
  return year.early.get(day) ?? USUAL_CLOSE
}

function closedIn(year: number): number[] {
  const days = [
    nth(3, MONDAY, year, 2), // Washington's Birthday
    easter(year) - 2,
    lastMonday(year, 5), // Memorial Day
    observed(dayOf(year, 7, 4)),
    nth(1, MONDAY, year, 9), // Labor Day
    thanksgiving(year),
    observed(dayOf(year, 12, 25)),
    ...ONCE.map(parsed),
  ]
  // A New Year's Day on a Saturday is not made up for: the Friday before ends a year of accounts.
  const newYear = dayOf(year, 1, 1)
  if (weekday(newYear) !== SATURDAY) days.push(observed(newYear))
  if (year >= 1998) days.push(nth(3, MONDAY, year, 1)) // Martin Luther King, Jr. Day
  if (year >= 2022) days.push(observed(dayOf(year, 6, 19))) // Juneteenth
  return days
}

function earlyIn(year: number): Map<number, number> {
  const usual = year < 1993 ? OLD_EARLY_CLOSE : EARLY_CLOSE
  const early = new Map(EARLY_ONCE.map(date => [parsed(date), EARLY_CLOSE]))
  if (year >= 1992) early.set(thanksgiving(year) + 1, usual)
  const christmasEve = dayOf(year, 12, 24)
  if (weekday(christmasEve) >= MONDAY && weekday(christmasEve) <= THURSDAY) early.set(christmasEve, usual)
  if (year >= 1995) {
    const eve = dayOf(year, 7, 3)
    const eves = year < 2013 ? [MONDAY, TUESDAY, THURSDAY] : [MONDAY, TUESDAY, WEDNESDAY, THURSDAY]
    if (eves.includes(weekday(eve))) early.set(eve, usual)
    // Up to 2012 a Fourth on a Thursday shortened the Friday after it instead of its eve.
    if (year < 2013 && weekday(eve) === WEDNESDAY) early.set(eve + 2, usual)
  }
  return early
}

/** A holiday on a Saturday is kept the day before, one on a Sunday the day after. */
function observed(day: number): number {
  if (weekday(day) === SATURDAY) return day - 1
  return weekday(day) === SUNDAY ? day + 1 : day
}

function nth(n: number, wanted: number, year: number, month: number): number {
  const first = dayOf(year, month, 1)
  return first + ((wanted - weekday(first) + 7) % 7) + (n - 1) * 7
}

function lastMonday(year: number, month: number): number {
  const last = dayOf(year, month + 1, 1) - 1
  return last - ((weekday(last) - MONDAY + 7) % 7)
}

const thanksgiving = (year: number): number => nth(4, THURSDAY, year, 11)

/** Easter Sunday of the Gregorian calendar (the anonymous computus of 1876). */
function easter(year: number): number {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const skipped = Math.floor(century / 4)
  const moon = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - skipped - moon + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const count = epact + toSunday - 7 * late + 114
  return dayOf(year, Math.floor(count / 31), (count % 31) + 1)
}
