import { LocalTime } from '../calendar/zone'
import { CsvClock, digit, midnight, timeOfDay, two } from './time'

/** How a file writes its dates: `2024-02-01`, `01.02.2024`, `02/01/2024`, `1 Feb 2024`, or a count since 1970. */
export const DATE_ORDERS = ['ymd', 'dmy', 'mdy', 'named', 'epoch'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const decoder = new TextDecoder()

/**
 * The times of one file. A date without a time names a day, which is its UTC midnight in every zone; a time of day is that of
 * the zone unless the file says another.
 */
export class CsvMoments {
  readonly #order: DateOrder
  readonly #local: LocalTime | null
  readonly #epochs = new CsvClock()
  /** The day that the time read last is dated, as its UTC midnight; NaN where times are counted since 1970. */
  day = Number.NaN
  /** Where the date that was read last ends. */
  #end = 0

  constructor(order: DateOrder, zone?: string) {
    this.#order = order
    this.#local = zone === undefined ? null : new LocalTime(zone)
  }

  /** The moment in [from, to), UTC ms; its time of day may stand in a field of its own. NaN for anything else. */
  at(bytes: Uint8Array, from: number, to: number, clockFrom = 0, clockTo = 0): number {
    if (this.#order === 'epoch') return this.#epochs.timeIn(bytes, from, to)
    const date = this.#date(bytes, from, to)
    this.day = date
    if (Number.isNaN(date)) return date
    let [at, end] = [this.#end, to]
    if (at === to) {
      if (clockFrom === clockTo) return date
      ;[at, end] = [clockFrom, clockTo]
    } else if (bytes[at] === 84 || bytes[at] === 32) at++
    else if (Number.isNaN(digit(bytes, at))) return Number.NaN
    const wall = date + clockIn(bytes, at, end)
    return this.#local && !namesZone(bytes, at, end) ? this.#local.utc(wall) : wall
  }

  #date(bytes: Uint8Array, from: number, to: number): number {
    switch (this.#order) {
      case 'ymd': {
        const year = two(bytes, from) * 100 + two(bytes, from + 2)
        if (!isMark(bytes[from + 4])) {
          this.#end = from + 8
          return to < this.#end ? Number.NaN : midnight(year, two(bytes, from + 4), two(bytes, from + 6))
        }
        const month = this.#short(bytes, from + 5, to)
        if (bytes[this.#end] !== bytes[from + 4]) return Number.NaN
        const day = this.#short(bytes, this.#end + 1, to)
        return midnight(year, month, day)
      }
      case 'dmy':
      case 'mdy': {
        const first = this.#short(bytes, from, to)
        const mark = bytes[this.#end]
        const second = this.#short(bytes, this.#end + 1, to)
        if (!isMark(mark) || bytes[this.#end] !== mark) return Number.NaN
        const at = this.#end + 1
        this.#end = at + 4
        const year = two(bytes, at) * 100 + two(bytes, at + 2)
        return this.#order === 'dmy' ? midnight(year, second, first) : midnight(year, first, second)
      }
      case 'named':
        return this.#named(bytes, from, to)
      case 'epoch':
        return Number.NaN
    }
  }

  /** One or two digits. */
  #short(bytes: Uint8Array, from: number, to: number): number {
    const isTwo = from + 1 < to && !Number.isNaN(digit(bytes, from + 1))
    this.#end = from + (isTwo ? 2 : 1)
    return isTwo ? two(bytes, from) : digit(bytes, from)
  }

  #named(bytes: Uint8Array, from: number, to: number): number {
    const text = decoder.decode(bytes.subarray(from, to))
    const dayFirst = /^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?,?[ -](\d{4})/.exec(text)
    const monthFirst = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})/.exec(text)
    const [whole = '', a = '', b = '', year = ''] = dayFirst ?? monthFirst ?? []
    const [day, month] = dayFirst ? [a, b] : [b, a]
    this.#end = from + whole.length
    const number = MONTHS.indexOf(month.toLowerCase()) + 1
    return whole === '' || number === 0 ? Number.NaN : midnight(Number(year), number, Number(day))
  }
}

/** A time of day as `09:30:00.000`, `0930`, `93000`, `9:30 PM` or with a zone behind it. */
function clockIn(bytes: Uint8Array, from: number, to: number): number {
  const plain = timeOfDay(bytes, from, to)
  if (!Number.isNaN(plain)) return plain
  const text = decoder.decode(bytes.subarray(from, to)).trim()
  const compact = /^(\d{1,2})(\d\d)(\d\d)?$/.exec(text)
  const spaced =
    /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([AP])?M?\s*(?:Z|UTC|GMT)?\s*(?:([+-])(\d\d):?(\d\d))?$/i.exec(
      text,
    )
  const [
    ,
    hours = '',
    minutes = '',
    seconds = '0',
    half = '',
    sign = '',
    zoneHours = '0',
    zoneMinutes = '0',
  ] = compact ?? spaced ?? []
  if (hours === '') return Number.NaN
  const hour = half === '' ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  if (hour > 23 || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return Number.NaN
  const ahead = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -60_000 : 60_000)
  return (hour * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000 - ahead
}

/** Z, UTC, GMT or an offset after a time of day. */
function namesZone(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]
    // + - T (UTC, GMT) Z
    if (byte === 43 || byte === 45 || byte === 84 || byte === 90) return true
  }
  return false
}

/** - . or / between the parts of a date. */
const isMark = (byte: number | undefined): boolean => byte === 45 || byte === 46 || byte === 47

export type OrderFound =
  | { readonly ok: true; readonly order: DateOrder }
  | { readonly ok: false; readonly why: 'no time' | 'ambiguous' }

/** In which order these times write their dates. */
export function dateOrderOf(times: readonly string[]): OrderFound {
  const some = times.filter(each => each !== '')
  const all = (form: RegExp) => some.length > 0 && some.every(each => form.test(each))
  const found = (order: DateOrder): OrderFound => ({ ok: true, order })
  if (all(/^(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])(\d{4}|\d{6})?$/)) return found('ymd')
  if (all(/^[+-]?\d+(\.\d+)?$/)) return found('epoch')
  if (all(/^\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)/) || all(/^\d{8}[T ]/)) return found('ymd')
  if (all(/^(\d{1,2}[ -][A-Za-z]{3}|[A-Za-z]{3}[a-z]*\.? \d)/)) return found('named')
  if (!all(/^\d{1,2}([-/.])\d{1,2}\1\d{4}(?!\d)/)) return { ok: false, why: 'no time' }
  const parts = some.map(each => each.split(/[-/. ]/).map(Number))
  const isDayFirst = parts.some(([first = 0]) => first > 12)
  const isMonthFirst = parts.some(([, second = 0]) => second > 12)
  if (isDayFirst && isMonthFirst) return { ok: false, why: 'no time' }
  if (isMonthFirst) return found('mdy')
  // Nobody writes the month first with dots.
  if (isDayFirst || all(/^\d{1,2}\./)) return found('dmy')
  return { ok: false, why: 'ambiguous' }
}
