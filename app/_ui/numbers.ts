// How numbers and times are written everywhere. Missing is a dash, never zero.
const DASH = '–'

const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: 5 })
const signedPercent = new Intl.NumberFormat('en', {
  style: 'percent',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
})
const whole = new Intl.NumberFormat('en')

export const number = (value: number | null | undefined): string =>
  value == null || Number.isNaN(value) ? DASH : plain.format(value)

export const count = (value: number): string => whole.format(value)

export const change = (fraction: number | null | undefined): string =>
  fraction == null || Number.isNaN(fraction) ? DASH : signedPercent.format(fraction)

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
