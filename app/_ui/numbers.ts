// How numbers and times are written everywhere. Missing is a dash, never zero.
const DASH = '–'
const DIGITS = 4

const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: DIGITS + 1 })
const signedPercent = new Intl.NumberFormat('en', {
  style: 'percent',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
})
const whole = new Intl.NumberFormat('en')

type Maybe = number | null | undefined

const isMissing = (value: Maybe): value is null | undefined => value == null || Number.isNaN(value)

export const number = (value: Maybe): string => (isMissing(value) ? DASH : plain.format(value))

export const count = (value: number): string => whole.format(value)

export const change = (fraction: Maybe): string =>
  isMissing(fraction) ? DASH : signedPercent.format(fraction)

const withDecimals: Intl.NumberFormat[] = []

/** As many decimals as are asked for, so that the points of a column stand below each other. */
export function fixed(value: Maybe, decimals: number): string {
  if (isMissing(value)) return DASH
  withDecimals[decimals] ??= new Intl.NumberFormat('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return withDecimals[decimals].format(value)
}

/** A writer for one column: its decimals are those of its largest value, unless it spans too many sizes for that. */
export function columnWriter(values: Iterable<Maybe>): (value: Maybe) => string {
  let largest = 0
  let smallest = Number.POSITIVE_INFINITY
  let isWhole = true
  for (const value of values) {
    if (isMissing(value) || !Number.isFinite(value)) continue
    const size = Math.abs(value)
    largest = Math.max(largest, size)
    if (size > 0) smallest = Math.min(smallest, size)
    isWhole &&= Number.isInteger(value)
  }
  if (isWhole) return value => fixed(value, 0)
  if (largest / smallest > TOO_MANY_SIZES) return number
  const decimals = Math.min(8, Math.max(0, DIGITS - 1 - Math.floor(Math.log10(largest))))
  return value => fixed(value, decimals)
}

const TOO_MANY_SIZES = 100_000

const time = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  dateStyle: 'medium',
  timeStyle: 'medium',
})

/** Bars and events are told in UTC, as the venues do. */
export const utc = (at: Date | number): string => time.format(at)
export const utcLong = (at: Date | number): string => `${dayAndTime.format(at)} UTC`

const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'medium' })
export const utcDay = (at: Date | number): string => day.format(at)

const timeOfYear = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  year: 'numeric',
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

const DAY_MS = 86_400_000

/** When a bar opened, with its year; of bars of a day or longer that open at midnight, the day alone. */
export const utcBar = (at: number, barMs: number): string =>
  barMs >= DAY_MS && at % DAY_MS === 0 ? utcDay(at) : `${timeOfYear.format(at)} UTC`

/** A length of time as people say it: `0.7 s`, `42 s`, `3 min 10 s`. */
export function lasted(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
