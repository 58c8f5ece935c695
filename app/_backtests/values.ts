// How the report's numbers are written, by the unit their metric has.
import type { Outputs } from '../_trpc/client'
import { count, fixed, number } from '../_ui/numbers'

type Guide = Outputs['backtests']['metrics']
export type Family = Guide['families'][number]
export type Metric = Family['metrics'][number]
export type Unit = Metric['unit']

type Maybe = number | null | undefined

const DASH = '–'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const cash = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const gained = new Intl.NumberFormat('en', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
  signDisplay: 'exceptZero',
})
const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: '2-digit',
  month: 'short',
  year: 'numeric',
})
const shortDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: '2-digit',
  month: 'short',
  year: '2-digit',
})
const shortMoment = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: '2-digit',
  month: 'short',
  year: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})
const moment = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

const isMissing = (value: Maybe): value is null | undefined => value == null || Number.isNaN(value)

export const money = (value: Maybe): string => (isMissing(value) ? DASH : cash.format(value))
export const profit = (value: Maybe): string => (isMissing(value) ? DASH : gained.format(value))
export const percent = (fraction: Maybe, decimals = 2): string =>
  isMissing(fraction) ? DASH : `${fixed(fraction * 100, decimals)} %`
export const dayOf = (time: number | Date): string => short(day.format(time))
/** `21 Nov 25`, where a column has little room, and with the time of day. */
export const shortDayOf = (time: number | Date): string => short(shortDay.format(time))
export const shortMomentOf = (time: number | Date): string => short(shortMoment.format(time))
export const momentOf = (time: number | Date): string => short(moment.format(time))

/** The one month that is written with four letters would stand out of its column. */
const short = (text: string): string => text.replace('Sept', 'Sep')

/** `3 d 4 h`, `5 h 20 min`. */
export function span(ms: number): string {
  const days = Math.floor(ms / DAY_MS)
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS)
  if (days >= 100) return `${count(days)} d`
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`
  const minutes = Math.round((ms % HOUR_MS) / 60_000)
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`
}

export function written(value: Maybe, unit: Unit): string {
  if (isMissing(value)) return DASH
  switch (unit) {
    case 'money':
      return money(value)
    case 'fraction':
      return percent(value)
    case 'ratio':
      return fixed(value, 3)
    case 'count':
      return Number.isInteger(value) ? count(value) : fixed(value, 2)
    case 'bars':
      return fixed(value, Number.isInteger(value) ? 0 : 1)
    case 'duration':
      return span(value)
    case 'time':
      return momentOf(value)
    default:
      return number(value)
  }
}

/** Blue or orange, with the sign saying the same. */
export const tone = (value: Maybe): string =>
  isMissing(value) || value === 0 ? '' : value > 0 ? 'text-gain' : 'text-loss'
