/** Where a trading day is counted; names people know, with the rules of their clocks. */
export const ZONES = [
  'UTC',
  'New York',
  'Chicago',
  'London',
  'Frankfurt',
  'Mumbai',
  'Hong Kong',
  'Tokyo',
] as const

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Standard time in minutes east of UTC, and whose summer time applies. */
const RULES: readonly (readonly [offset: number, summer: 'none' | 'us' | 'eu'])[] = [
  [0, 'none'],
  [-300, 'us'],
  [-360, 'us'],
  [0, 'eu'],
  [60, 'eu'],
  [330, 'none'],
  [480, 'none'],
  [540, 'none'],
]

/** The UTC instant shifted so that its UTC fields read as the zone's wall clock. `zone` is an index of `ZONES`. */
export const wallClock = (timeMs: number, zone: number): number => {
  const [offset, summer] = RULES[zone]!
  const standard = timeMs + offset * MINUTE_MS
  if (summer === 'none') return standard
  return standard + (summer === 'eu' ? inEuropeanSummer(timeMs) : inAmericanSummer(standard)) * HOUR_MS
}

/** Last Sundays of March and October, 01:00 UTC everywhere (since 1996). */
const inEuropeanSummer = (timeMs: number): 0 | 1 => {
  const year = new Date(timeMs).getUTCFullYear()
  return timeMs >= sundayFrom(year, 2, 25) + HOUR_MS && timeMs < sundayFrom(year, 9, 25) + HOUR_MS ? 1 : 0
}

/** Second Sunday of March to first of November since 2007; before, first of April to last of October. 02:00 on the wall. */
const inAmericanSummer = (standardMs: number): 0 | 1 => {
  const year = new Date(standardMs).getUTCFullYear()
  const [begin, end] =
    year >= 2007
      ? [sundayFrom(year, 2, 8), sundayFrom(year, 10, 1)]
      : [sundayFrom(year, 3, 1), sundayFrom(year, 9, 25)]
  // the end is at two in summer time, one o'clock standard
  return standardMs >= begin + 2 * HOUR_MS && standardMs < end + HOUR_MS ? 1 : 0
}

/** Midnight of the first Sunday on or after that day of the month (month counted from 0). */
const sundayFrom = (year: number, month: number, day: number): number => {
  const first = Date.UTC(year, month, day)
  return first + ((7 - new Date(first).getUTCDay()) % 7) * DAY_MS
}
