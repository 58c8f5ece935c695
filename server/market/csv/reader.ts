import type { BarColumns } from '../../../sandbox/ir/bars'
import { CsvFields } from './fields'
import { CsvLines, MOST_LINE } from './lines'
import { numberIn } from './number'
import { type CsvProblem, CsvProblems } from './problems'
import { CsvClock } from './time'

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

const decoder = new TextDecoder()

/** Reads bars from the bytes of a CSV file as they come. Every bad row is told by its line, and then none is given out. */
export class CsvReader {
  readonly #problems = new CsvProblems()
  readonly #lines: CsvLines
  /** Place of each field among the columns of the file; null before the header. */
  #places: readonly number[] | null = null
  #fields = new CsvFields(44, 0)
  #width = 0
  #columns: Float64Array[] = FIELDS.map(() => new Float64Array(1024))
  #rows = 0
  readonly #clock: CsvClock

  /** `zone` (Europe/Berlin) is that of times which name none; UTC where it is not given. */
  constructor({ zone }: { readonly zone?: string } = {}) {
    this.#clock = new CsvClock(zone)
    this.#lines = new CsvLines({
      line: (bytes, from, to, line) => {
        if (!this.#places) return this.#header(decoder.decode(bytes.subarray(from, to)), line)
        if (to > from) this.#row(bytes, from, to, line, this.#places)
        return true
      },
      tooLong: line =>
        this.#problems.tell(
          line,
          `The line is longer than ${MOST_LINE / 1024} KiB. This may be no CSV file.`,
        ),
    })
  }

  push(chunk: Uint8Array): void {
    this.#lines.push(chunk)
  }

  finish(): CsvResult {
    this.#lines.finish()
    const { told, count } = this.#problems
    if (!this.#places && count === 0)
      this.#problems.tell(
        1,
        'The file is empty. It needs a header, time,open,high,low,close,volume, and a bar a line.',
      )
    if (this.#problems.count > 0) return { ok: false, problems: told, count: this.#problems.count }
    const [time, open, high, low, close, volume] = this.#columns.map(column => column.slice(0, this.#rows))
    return {
      ok: true,
      bars: { time: time!, open: open!, high: high!, low: low!, close: close!, volume: volume! },
    }
  }

  /** False: rows can't be read without one. */
  #header(text: string, line: number): boolean {
    if (text.trim() === '') return true
    const separator = [',', ';', '\t'].reduce((best, each) =>
      text.split(each).length > text.split(best).length ? each : best,
    )
    const titles = text.split(separator).map(title =>
      title
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .toLowerCase(),
    )
    const places = FIELDS.map(field => titles.findIndex(title => NAMES[field].includes(title)))
    const missing = FIELDS.filter((_, at) => places[at] === -1)
    if (missing.length > 0) {
      this.#problems.tell(
        line,
        `The header has no ${missing.join(', ')}. It needs time, open, high, low, close and volume, in any order.`,
      )
      return false
    }
    this.#places = places
    this.#width = titles.length
    this.#fields = new CsvFields(separator.charCodeAt(0), titles.length)
    return true
  }

  #row(bytes: Uint8Array, from: number, to: number, line: number, places: readonly number[]): void {
    const fields = this.#fields
    if (fields.split(bytes, from, to) !== this.#width) {
      this.#problems.tell(
        line,
        `The row has another number of fields than the header, which has ${this.#width}.`,
      )
      return
    }
    if (this.#rows === this.#columns[0]!.length) this.#grow()
    for (let field = 0; field < FIELDS.length; field++) {
      const place = places[field]!
      const [start, end] = [fields.starts[place]!, fields.ends[place]!]
      const value = field === 0 ? this.#clock.timeIn(bytes, start, end) : numberIn(bytes, start, end)
      if (Number.isNaN(value)) {
        const said = decoder.decode(bytes.subarray(start, Math.min(end, start + 40)))
        this.#problems.tell(
          line,
          said === ''
            ? `${FIELDS[field]} is empty.`
            : `${FIELDS[field]} is “${said}”, which is no ${field === 0 ? 'time: write ISO-8601 or milliseconds since 1970' : 'number'}.`,
        )
        return
      }
      this.#columns[field]![this.#rows] = value
    }
    if (this.#sound(line)) this.#rows++
  }

  /** Whether the row just read can follow those before it. */
  #sound(line: number): boolean {
    const [time, , high, low] = this.#columns
    const row = this.#rows
    if (high![row]! < low![row]!) {
      this.#problems.tell(line, `high ${high![row]} is below low ${low![row]}.`)
      return false
    }
    const before = row > 0 ? time![row - 1]! : Number.NEGATIVE_INFINITY
    if (time![row]! > before) return true
    this.#problems.tell(
      line,
      time![row] === before
        ? 'The bar has the time of the one before it. Remove one of them.'
        : 'The bar is older than the one before it. Sort the file by time.',
    )
    return false
  }

  #grow(): void {
    this.#columns = this.#columns.map(column => {
      const longer = new Float64Array(column.length * 2)
      longer.set(column)
      return longer
    })
  }
}
