import type { BarColumns } from '../../../sandbox/ir/bars'
import { numberIn } from './number'
import { CsvClock } from './time'

/** What is wrong with a file, and where. Lines count from 1, the header included. */
export interface CsvProblem {
  readonly line: number
  readonly message: string
}

export type CsvResult =
  | { readonly ok: true; readonly bars: BarColumns }
  | {
      readonly ok: false
      readonly problems: readonly CsvProblem[] /** Those told and those beyond. */
      readonly count: number
    }

const FIELDS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const
type Field = (typeof FIELDS)[number]
/** What headers call them, in lower case. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  time: ['time', 'date', 'datetime', 'timestamp', 'open time', 'open_time', 'opentime', 'unix', 'ts'],
  open: ['open', 'o'],
  high: ['high', 'h'],
  low: ['low', 'l'],
  close: ['close', 'c'],
  volume: ['volume', 'vol', 'v'],
}

const MOST_TOLD = 20
const MOST_LINE = 65_536
const [LINE_FEED, RETURN, QUOTE, SPACE] = [10, 13, 34, 32]
const decoder = new TextDecoder()

/** Reads bars from the bytes of a CSV file as they come. Every bad row is told by its line, and then none is given out. */
export class CsvReader {
  readonly #problems: CsvProblem[] = []
  #count = 0
  #line = 0
  #rest: Uint8Array = new Uint8Array(0)
  #separator = 44
  /** Place of each field among the columns of the file; null before the header. */
  #places: readonly number[] | null = null
  #width = 0
  #starts = new Int32Array(64)
  #ends = new Int32Array(64)
  #columns: Float64Array[] = FIELDS.map(() => new Float64Array(1024))
  #rows = 0
  #stopped = false
  readonly #clock: CsvClock

  /** `zone` (Europe/Berlin) is that of times which name none; UTC where it is not given. */
  constructor({ zone }: { readonly zone?: string } = {}) {
    this.#clock = new CsvClock(zone)
  }

  push(chunk: Uint8Array): void {
    const bytes = this.#rest.length > 0 ? joined(this.#rest, chunk) : chunk
    let from = 0
    for (
      let end = bytes.indexOf(LINE_FEED);
      end >= 0 && !this.#stopped;
      end = bytes.indexOf(LINE_FEED, from)
    ) {
      this.#take(bytes, from, end)
      from = end + 1
    }
    this.#rest = this.#stopped ? new Uint8Array(0) : bytes.slice(from)
    if (this.#rest.length > MOST_LINE) this.#tooLong(this.#line + 1)
  }

  finish(): CsvResult {
    if (this.#rest.length > 0 && !this.#stopped) this.#take(this.#rest, 0, this.#rest.length)
    if (!this.#places && this.#count === 0)
      this.#tell(
        1,
        'The file is empty. It needs a header, time,open,high,low,close,volume, and a bar a line.',
      )
    if (this.#count > 0) return { ok: false, problems: this.#problems, count: this.#count }
    const [time, open, high, low, close, volume] = this.#columns.map(column => column.slice(0, this.#rows))
    return {
      ok: true,
      bars: { time: time!, open: open!, high: high!, low: low!, close: close!, volume: volume! },
    }
  }

  #take(bytes: Uint8Array, from: number, to: number): void {
    this.#line++
    if (to - from > MOST_LINE) {
      this.#tooLong(this.#line)
      return
    }
    const end = to > from && bytes[to - 1] === RETURN ? to - 1 : to
    if (!this.#places) {
      const bom =
        this.#line === 1 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf
      this.#header(decoder.decode(bytes.subarray(bom ? from + 3 : from, end)))
    } else if (end > from) this.#row(bytes, from, end, this.#places)
  }

  #tooLong(line: number): void {
    this.#tell(line, `The line is longer than ${MOST_LINE / 1024} KiB. This may be no CSV file.`)
    this.#stopped = true
  }

  #header(text: string): void {
    if (text.trim() === '') return
    const separator = [',', ';', '\t'].reduce((best, each) =>
      text.split(each).length > text.split(best).length ? each : best,
    )
    this.#separator = separator.charCodeAt(0)
    const titles = text.split(separator).map(title =>
      title
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .toLowerCase(),
    )
    const places = FIELDS.map(field => titles.findIndex(title => NAMES[field].includes(title)))
    const missing = FIELDS.filter((_, at) => places[at] === -1)
    if (missing.length > 0) {
      this.#tell(
        this.#line,
        `The header has no ${missing.join(', ')}. It needs time, open, high, low, close and volume, in any order.`,
      )
      this.#stopped = true
      return
    }
    this.#places = places
    this.#width = titles.length
    this.#starts = new Int32Array(titles.length + 1)
    this.#ends = new Int32Array(titles.length + 1)
  }

  #row(bytes: Uint8Array, from: number, to: number, places: readonly number[]): void {
    if (this.#split(bytes, from, to) !== this.#width) {
      this.#tell(
        this.#line,
        `The row has another number of fields than the header, which has ${this.#width}.`,
      )
      return
    }
    if (this.#rows === this.#columns[0]!.length) this.#grow()
    for (let field = 0; field < FIELDS.length; field++) {
      const place = places[field]!
      const [start, end] = [this.#starts[place]!, this.#ends[place]!]
      const value = field === 0 ? this.#clock.timeIn(bytes, start, end) : numberIn(bytes, start, end)
      if (Number.isNaN(value)) {
        const said = decoder.decode(bytes.subarray(start, Math.min(end, start + 40)))
        this.#tell(
          this.#line,
          said === ''
            ? `${FIELDS[field]} is empty.`
            : `${FIELDS[field]} is “${said}”, which is no ${field === 0 ? 'time: write ISO-8601 or milliseconds since 1970' : 'number'}.`,
        )
        return
      }
      this.#columns[field]![this.#rows] = value
    }
    if (this.#sound()) this.#rows++
  }

  /** Whether the row just read can follow those before it. */
  #sound(): boolean {
    const [time, , high, low] = this.#columns
    const row = this.#rows
    if (high![row]! < low![row]!) {
      this.#tell(this.#line, `high ${high![row]} is below low ${low![row]}.`)
      return false
    }
    const before = row > 0 ? time![row - 1]! : Number.NEGATIVE_INFINITY
    if (time![row]! > before) return true
    this.#tell(
      this.#line,
      time![row] === before
        ? 'The bar has the time of the one before it. Remove one of them.'
        : 'The bar is older than the one before it. Sort the file by time.',
    )
    return false
  }

  /** Finds the fields of a row, without the quotes and spaces around them. */
  #split(bytes: Uint8Array, from: number, to: number): number {
    let count = 0
    let start = from
    let quoted = false
    for (let at = from; at <= to; at++) {
      const byte = at < to ? bytes[at]! : this.#separator
      if (byte === QUOTE) quoted = !quoted
      if (byte !== this.#separator || (quoted && at < to)) continue
      if (count > this.#width) return count
      let [first, last] = [start, at]
      while (first < last && (bytes[first] === SPACE || bytes[first] === QUOTE)) first++
      while (last > first && (bytes[last - 1] === SPACE || bytes[last - 1] === QUOTE)) last--
      this.#starts[count] = first
      this.#ends[count] = last
      count++
      start = at + 1
    }
    return count
  }

  #grow(): void {
    this.#columns = this.#columns.map(column => {
      const longer = new Float64Array(column.length * 2)
      longer.set(column)
      return longer
    })
  }

  #tell(line: number, message: string): void {
    this.#count++
    if (this.#problems.length < MOST_TOLD) this.#problems.push({ line, message })
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
