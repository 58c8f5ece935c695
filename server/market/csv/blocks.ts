import type { BarColumns } from '../../../sandbox/ir/bars'
import { ownColumns, rowsOf } from '../store/columns'
import { FIELDS } from './columns'
import { CsvFields } from './fields'
import { type CsvLayout, HEAD_BYTES, layoutOf } from './layout'
import { CsvLines, joined, MOST_LINE } from './lines'
import { CsvMoments, type DateOrder } from './moments'
import { decimalsIn, numberIn, writtenNumber } from './number'
import { CsvProblems } from './problems'

/** Some rows of a file, in its order, with the line each came from. */
export interface BarBlock {
  readonly bars: BarColumns
  readonly lines: Uint32Array
  /** The days the rows are dated, as UTC midnights; NaN where a time is counted since 1970. */
  readonly days: Float64Array
}

export interface CsvBlocksOptions {
  /** Of times that name none; UTC where it is not given. */
  readonly zone?: string
  /** Of dates; told from the file where it is not given. */
  readonly order?: DateOrder
  readonly rows?: number
  /** A bar that opens after it is a mistake: UTC ms. */
  readonly notAfter?: number
}

/** Enough that writing a block costs little beside its bars, and little in memory. */
const ROWS = 32_768
/** More decimals are the dust of floating point, not a price step. */
const MOST_DECIMALS = 10
/** Beyond it a Date has no meaning. */
const LAST_DATE = 8.64e15
const NOTHING = new Uint8Array(0)
const HASH = 35
const decoder = new TextDecoder()

interface Places {
  readonly time: number
  readonly clock: number
  readonly prices: readonly [open: number, high: number, low: number, close: number]
  readonly volume: number
}

/**
 * Reads the bars of a CSV file in blocks as its bytes come, whatever its separator, columns and way to write times. Memory
 * does not grow with the file. Rows may come in any order; bad ones are told by their line.
 */
export class CsvBlocks {
  readonly problems = new CsvProblems()
  /** Good rows so far. */
  rows = 0
  /** Decimals that the prices, and the volumes, are written with. */
  decimals = 0
  volumeDecimals = 0
  /** Rows whose volume was left empty. */
  emptyVolumes = 0
  /** The dates are ambiguous and their order has to be chosen. */
  needsOrder = false
  readonly #options: CsvBlocksOptions
  readonly #size: number
  readonly #lines: CsvLines
  #head: Uint8Array | null = NOTHING
  #layout: CsvLayout | null = null
  #fields = new CsvFields(44, 0)
  #places: Places = { time: 0, clock: -1, prices: [0, 0, 0, 0], volume: -1 }
  #moments = new CsvMoments('ymd')
  #block: BarColumns
  #blockLines: Uint32Array
  #blockDays: Float64Array
  #filled = 0
  #ready: BarBlock[] = []

  constructor(options: CsvBlocksOptions = {}) {
    this.#options = options
    this.#size = options.rows ?? ROWS
    this.#block = ownColumns(this.#size)
    this.#blockLines = new Uint32Array(this.#size)
    this.#blockDays = new Float64Array(this.#size)
    this.#lines = new CsvLines({
      line: (bytes, from, to, line) => {
        if (to > from && line >= (this.#layout?.firstLine ?? 1) && bytes[from] !== HASH)
          this.#row(bytes, from, to, line)
        return true
      },
      tooLong: line =>
        this.problems.tell(
          line,
          `The line is longer than ${MOST_LINE / 1024} KiB. This may be no CSV file; lines end with a line feed.`,
        ),
    })
  }

  /** Null before enough of the file has come to tell it, or when it can't be told. */
  get layout(): CsvLayout | null {
    return this.#layout
  }

  /** The blocks that are full now. */
  push(chunk: Uint8Array): readonly BarBlock[] {
    if (this.#head) {
      this.#head = joined(this.#head, chunk)
      if (this.#head.length < HEAD_BYTES) return []
      this.#open(this.#head, false)
    } else if (this.#layout) this.#lines.push(chunk)
    return this.#take()
  }

  /** The blocks that are left. */
  finish(): readonly BarBlock[] {
    if (this.#head) this.#open(this.#head, true)
    this.#lines.finish()
    this.#flush()
    return this.#take()
  }

  #open(head: Uint8Array, isWhole: boolean): void {
    this.#head = null
    const found = layoutOf(head, isWhole, this.#options.order)
    if (!found.ok) {
      this.needsOrder = found.needsOrder
      this.problems.tell(found.problem.line, found.problem.message)
      return
    }
    const { roles, separator, order } = found.layout
    this.#layout = found.layout
    this.#fields = new CsvFields(separator, roles.length + 1)
    this.#places = {
      time: roles.indexOf('time'),
      clock: roles.indexOf('clock'),
      prices: [roles.indexOf('open'), roles.indexOf('high'), roles.indexOf('low'), roles.indexOf('close')],
      volume: roles.indexOf('volume'),
    }
    this.#moments = new CsvMoments(order, this.#options.zone)
    this.#lines.push(head)
  }

  #row(bytes: Uint8Array, from: number, to: number, line: number): void {
    const { starts, ends } = this.#fields
    const { time, clock, prices, volume } = this.#places
    const width = this.#layout?.roles.length ?? 0
    const count = this.#fields.split(bytes, from, to)
    if (count !== width && !(count === width + 1 && starts[width] === ends[width])) {
      this.problems.tell(
        line,
        `The row has ${count > width + 1 ? `more than ${width}` : count} fields; it should have ${width}. Complete it or remove it.`,
      )
      return
    }
    const row = this.#filled
    const moment = this.#moments.at(bytes, starts[time]!, ends[time]!, starts[clock] ?? 0, ends[clock] ?? 0)
    if (Number.isNaN(moment)) {
      const said =
        clock < 0 ? this.#said(bytes, time) : `${this.#said(bytes, time)} ${this.#said(bytes, clock)}`
      this.problems.tell(
        line,
        said.trim() === ''
          ? 'time is empty. Fill it in or remove the row.'
          : `time is “${said}”, which is no time as the other rows write it. Correct it or remove the row.`,
      )
      return
    }
    if (moment > (this.#options.notAfter ?? Number.POSITIVE_INFINITY)) {
      const day = moment <= LAST_DATE ? new Date(moment).toISOString().slice(0, 10) : 'no date'
      this.problems.tell(
        line,
        `time is “${this.#said(bytes, time)}”, which is ${day}, in the future. Correct it, or choose another order of dates.`,
      )
      return
    }
    const { open, high, low, close } = this.#block
    this.#block.time[row] = moment
    let field = 0
    for (const column of [open, high, low, close]) {
      const value = this.#number(bytes, prices[field++]!)
      if (!Number.isFinite(value)) {
        this.#noNumber(bytes, line, field, prices[field - 1]!)
        return
      }
      column[row] = value
    }
    let traded = 0
    if (volume >= 0) {
      if (starts[volume] === ends[volume]) this.emptyVolumes++
      else traded = this.#number(bytes, volume)
      if (!Number.isFinite(traded)) {
        this.#noNumber(bytes, line, 5, volume)
        return
      }
    }
    this.#block.volume[row] = traded
    const fault = faultOf(open[row]!, high[row]!, low[row]!, close[row]!, traded)
    if (fault) {
      this.problems.tell(line, fault)
      return
    }
    for (const place of prices) this.decimals = this.#decimalsAt(bytes, place, this.decimals)
    if (volume >= 0) this.volumeDecimals = this.#decimalsAt(bytes, volume, this.volumeDecimals)
    this.#blockLines[row] = line
    this.#blockDays[row] = this.#moments.day
    this.#filled++
    this.rows++
    if (this.#filled === this.#size) this.#flush()
  }

  #number(bytes: Uint8Array, place: number): number {
    const [from, to] = [this.#fields.starts[place]!, this.#fields.ends[place]!]
    const value = numberIn(bytes, from, to, this.#layout?.point)
    if (!Number.isNaN(value) || from === to) return value
    return writtenNumber(decoder.decode(bytes.subarray(from, to)), this.#layout?.point ?? 46)
  }

  #decimalsAt(bytes: Uint8Array, place: number, most: number): number {
    const [from, to] = [this.#fields.starts[place]!, this.#fields.ends[place]!]
    if (to - from <= most + 1 || most === MOST_DECIMALS) return most
    return Math.min(MOST_DECIMALS, Math.max(most, decimalsIn(bytes, from, to, this.#layout?.point ?? 46)))
  }

  #noNumber(bytes: Uint8Array, line: number, field: number, place: number): void {
    const said = this.#said(bytes, place)
    this.problems.tell(
      line,
      said === ''
        ? `${FIELDS[field]} is empty. Fill it in or remove the row.`
        : `${FIELDS[field]} is “${said}”, which is no number. Correct it or remove the row.`,
    )
  }

  #said(bytes: Uint8Array, place: number): string {
    const from = this.#fields.starts[place]!
    return decoder.decode(bytes.subarray(from, Math.min(this.#fields.ends[place]!, from + 40)))
  }

  #flush(): void {
    if (this.#filled === 0) return
    this.#ready.push({
      bars: rowsOf(this.#block, 0, this.#filled),
      lines: this.#blockLines.subarray(0, this.#filled),
      days: this.#blockDays.subarray(0, this.#filled),
    })
    this.#block = ownColumns(this.#size)
    this.#blockLines = new Uint32Array(this.#size)
    this.#blockDays = new Float64Array(this.#size)
    this.#filled = 0
  }

  #take(): readonly BarBlock[] {
    const ready = this.#ready
    this.#ready = []
    return ready
  }
}

/** Larger than what any market counts, and small enough that sums over all of a file stay numbers. */
const LARGEST = 1e18

/** Why no market made such a bar; null when one may have. */
function faultOf(open: number, high: number, low: number, close: number, volume: number): string | null {
  const vast = Object.entries({ open, high, low, close, volume }).find(
    ([, value]) => Math.abs(value) > LARGEST,
  )
  if (vast) return `${vast.join(' ')} is larger than what any market counts. Correct the row.`
  if (high < low) return `high ${high} is below low ${low}. Correct the row.`
  if (high < open || high < close)
    return `high ${high} is below ${high < open ? `open ${open}` : `close ${close}`}. Correct the row.`
  if (low > open || low > close)
    return `low ${low} is above ${low > open ? `open ${open}` : `close ${close}`}. Correct the row.`
  return volume < 0 ? `volume ${volume} is negative. Correct the row.` : null
}
