import { LocalTime } from '../calendar/zone'
import { numberIn } from './number'

export const digit = (bytes: Uint8Array, at: number): number => {
  const byte = bytes[at] ?? 0
  return byte >= 48 && byte <= 57 ? byte - 48 : Number.NaN
}
export const two = (bytes: Uint8Array, at: number): number => digit(bytes, at) * 10 + digit(bytes, at + 1)

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const HOUR = 3_600_000
/** Epoch counts below it are seconds, above it milliseconds: it is the year 5138 in one and 1973 in the other. */
const SECONDS_END = 1e11
const MILLISECONDS_END = 1e14
/** No date of the language is later. */
const LAST_TIME = 8.64e15

const days = new Map<number, number>()
/** Midnight UTC of a date, NaN for one that no calendar has. Files hold the same day on many lines. */
export function midnight(year: number, month: number, day: number): number {
  const key = (year * 16 + month) * 32 + day
  const known = days.get(key)
  if (known !== undefined) return known
  // `Date.UTC` takes years below 100 for those of the last century.
  const valid = year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1]!
  const time = valid ? Date.UTC(year, month - 1, day) : Number.NaN
  const made = valid && new Date(time).getUTCDate() === day ? time : Number.NaN
  if (days.size > 50_000) days.clear()
  days.set(key, made)
  return made
}

/** The times of one file. Its first epoch tells the unit of all, for milliseconds before 1973 look like seconds. */
export class CsvClock {
  readonly #local: LocalTime | null
  #perMillisecond: number | null = null

  constructor(zone?: string) {
    this.#local = zone === undefined ? null : new LocalTime(zone)
  }

  /**
   * A moment as UTC ms: ISO-8601 with or without time and zone, or an epoch in seconds, milliseconds or microseconds.
   * NaN for anything else.
   */
  timeIn(bytes: Uint8Array, from: number, to: number): number {
    if (to - from < 10 || bytes[from + 4] !== 45) return this.#epoch(numberIn(bytes, from, to))
    const zoneless = this.#local !== null && !namesZone(bytes, from, to)
    const time = iso(bytes, from, to)
    return zoneless ? this.#local.utc(time) : time
  }

  #epoch(count: number): number {
    if (Number.isNaN(count)) return Number.NaN
    const size = Math.abs(count)
    this.#perMillisecond ??= size < SECONDS_END ? 0.001 : size < MILLISECONDS_END ? 1 : 1_000
    const time = Math.round(count / this.#perMillisecond)
    return Math.abs(time) <= LAST_TIME ? time : Number.NaN
  }
}

/** Whether a date and time ends with Z or an offset. A date alone names none. */
export function namesZone(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from + 11; at < to; at++) {
    const byte = bytes[at]
    if (byte === 90 || byte === 43 || byte === 45) return true
  }
  return false
}

function iso(bytes: Uint8Array, from: number, to: number): number {
  const date = midnight(
    two(bytes, from) * 100 + two(bytes, from + 2),
    two(bytes, from + 5),
    two(bytes, from + 8),
  )
  if (bytes[from + 7] !== 45 || Number.isNaN(date)) return Number.NaN
  if (to === from + 10) return date
  const gap = bytes[from + 10]
  return gap === 84 || gap === 32 ? date + timeOfDay(bytes, from + 11, to) : Number.NaN
}

/** `13:45`, `13:45:10.250`, both with a zone after them if need be, as ms after midnight UTC; NaN for anything else. */
export function timeOfDay(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from + 2] !== 58) return Number.NaN
  const [hours, minutes] = [two(bytes, from), two(bytes, from + 3)]
  let at = from + 5
  let seconds = 0
  let millis = 0
  if (at < to && bytes[at] === 58) {
    seconds = two(bytes, at + 1)
    at += 3
    if (at < to && bytes[at] === 46) {
      let scale = 100
      for (at++; at < to && !Number.isNaN(digit(bytes, at)); at++, scale /= 10)
        millis += digit(bytes, at) * scale
      millis = Math.floor(millis)
    }
  }
  if (!(hours <= 23 && minutes <= 59 && seconds <= 59)) return Number.NaN
  return hours * HOUR + minutes * 60_000 + seconds * 1_000 + millis - zone(bytes, at, to)
}

/** Milliseconds that a zone is ahead of UTC. */
function zone(bytes: Uint8Array, at: number, to: number): number {
  if (at === to || (bytes[at] === 90 && at + 1 === to)) return 0
  const sign = bytes[at] === 43 ? 1 : bytes[at] === 45 ? -1 : Number.NaN
  const colon = bytes[at + 3] === 58 ? 1 : 0
  const minutes = to === at + 3 ? 0 : two(bytes, at + 3 + colon)
  if (to !== at + 3 && to !== at + 5 + colon) return Number.NaN
  return sign * (two(bytes, at + 1) * HOUR + minutes * 60_000)
}
