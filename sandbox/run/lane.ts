import type { BarSource } from '../catalogue/ops/source/source'
import type { Timeframe } from '../ir/timeframe'
import { barOpen } from '../ir/timeframe'
import type { Lane } from './plan'
import { FIELDS, type Tape, type TapeField } from './tape'

export type LaneColumns = Readonly<Record<BarSource, Float64Array>>

const columnsOf = (rows: number): LaneColumns => ({
  time: new Float64Array(rows),
  open: new Float64Array(rows),
  high: new Float64Array(rows),
  low: new Float64Array(rows),
  close: new Float64Array(rows),
  volume: new Float64Array(rows),
  barIndex: new Float64Array(rows),
})

/** What an aggregating lane remembers of the bar it is making, inside the run's state. */
export const AGGREGATE_STATE = 7
const STAGE = 0
const [OPEN_TIME, OPEN, HIGH, LOW, CLOSE, VOLUME] = [1, 2, 3, 4, 5, 6]
/** Nothing yet; a bar whose beginning lies before history, never shown; a bar under way; a bar already shown. */
const [NOTHING, PARTIAL, GROWING, SHOWN] = [0, 1, 2, 3]

/** The rows of one lane in a run: a window over its bars that moves forward with them. */
export class LaneRows {
  readonly lane: Lane
  readonly columns: LaneColumns
  readonly capacity: number
  /** Row of the next bar; the rows before it are filled. */
  row: number
  /** Where the present step began. */
  from: number
  /** Number of the next bar. */
  bar = 0
  /** The bars the caller brings, if any, and the number of the next to take from them. */
  tape: Tape | null = null
  next = 0
  readonly #taken: readonly TapeField[]
  readonly #numbered: boolean

  constructor(lane: Lane, chunk: number) {
    this.lane = lane
    this.capacity = lane.reach + chunk
    this.columns = columnsOf(this.capacity)
    this.#taken = FIELDS.filter(field => lane.fields.includes(field))
    this.#numbered = lane.fields.includes('barIndex')
    this.row = lane.reach
    this.from = this.row
    this.forget()
  }

  forget(): void {
    for (const column of Object.values(this.columns)) column.fill(NaN)
    this.row = this.lane.reach
    this.from = this.row
    this.bar = 0
    this.next = this.tape?.first ?? 0
  }

  /** Open time of the last bar, missing before there is one. */
  get lastTime(): number {
    return this.tape && this.next > this.tape.first
      ? this.tape.bars.time[this.next - 1 - this.tape.first]!
      : NaN
  }

  /** Goes on behind `count` bars of which the last opened at `time`; their rows are filled in by the caller. */
  resume(count: number, time: number): void {
    this.row = this.lane.reach
    this.from = this.row
    this.bar = count
    if (!this.tape) return
    const { bars, first, end } = this.tape
    this.next = first
    while (this.next < end && bars.time[this.next - first]! <= time) this.next++
  }

  get room(): number {
    return this.capacity - this.row
  }

  /** Moves the kept rows to the front; `columns` are the node columns of this lane. */
  compact(columns: readonly Float64Array[]): void {
    const shift = this.row - this.lane.reach
    if (shift === 0) return
    for (const column of Object.values(this.columns)) column.copyWithin(0, shift, this.row)
    for (const column of columns) column.copyWithin(0, shift, this.row)
    this.row -= shift
    this.from = this.row
  }

  /** Bars the tape still has that close no later than `until`, at most as many as there is room for. */
  pending(until: number): number {
    const { tape } = this
    if (!tape) return 0
    const most = Math.min(tape.end - this.next, this.room)
    const at = this.next - tape.first
    // usually all of them or none
    if (most > 0 && tape.bars.time[at + most - 1]! + this.lane.lengthMs <= until) return most
    let count = 0
    while (count < most && tape.bars.time[at + count]! + this.lane.lengthMs <= until) count++
    return count
  }

  /** Close time of the tape's `count`-th bar from here. */
  closeAfter(count: number): number {
    return this.tape!.bars.time[this.next - this.tape!.first + count - 1]! + this.lane.lengthMs
  }

  /** Takes `count` bars over from the tape. */
  take(count: number): void {
    if (count === 0) return
    const { bars, first } = this.tape!
    const at = this.next - first
    if (at < 0)
      throw new Error(`Bar ${this.next} has left the tape, which begins at ${first}: keep a longer one.`)
    for (const field of this.#taken) {
      const column = this.columns[field]
      const source = bars[field]
      if (count > 16) column.set(source.subarray(at, at + count), this.row)
      else for (let k = 0; k < count; k++) column[this.row + k] = source[at + k]!
    }
    this.next += count
    this.grow(count)
  }

  /** Goes past `count` bars of the tape whose columns are read where they lie. */
  pass(count: number): void {
    this.next += count
    this.grow(count)
  }

  /** Counts rows as filled whose bars have been written. */
  grow(count: number): void {
    const { barIndex } = this.columns
    if (this.#numbered) for (let k = 0; k < count; k++) barIndex[this.row + k] = this.bar + k
    this.row += count
    this.bar += count
  }

  closeOf(row: number): number {
    return this.columns.time[row]! + this.lane.lengthMs
  }

  /** Makes slower bars of the rows that `base` has just taken; a bar is shown once a base bar closes at or after its end. */
  aggregate(base: LaneRows, state: Float64Array): void {
    const { timeframe, lengthMs } = this.lane
    for (let row = base.from; row < base.row; row++) {
      const time = base.columns.time[row]!
      const opened = barOpen(time, timeframe as Timeframe)
      if (state[STAGE] === GROWING && opened !== state[OPEN_TIME]) this.#show(state)
      if (opened !== state[OPEN_TIME] || state[STAGE] === NOTHING) {
        state[STAGE] = state[STAGE] === NOTHING && opened !== time ? PARTIAL : GROWING
        state[OPEN_TIME] = opened
        state.fill(NaN, OPEN, VOLUME + 1)
      }
      include(state, base.columns, row)
      if (state[STAGE] === GROWING && base.closeOf(row) >= opened + lengthMs) {
        this.#show(state)
        state[STAGE] = SHOWN
      }
    }
  }

  #show(state: Float64Array): void {
    const { columns, row } = this
    columns.time[row] = state[OPEN_TIME]!
    columns.open[row] = state[OPEN]!
    columns.high[row] = state[HIGH]!
    columns.low[row] = state[LOW]!
    columns.close[row] = state[CLOSE]!
    columns.volume[row] = state[VOLUME]!
    this.grow(1)
  }
}

/** Adds a base bar to the slower one under way; what is missing in it adds nothing. */
const include = (state: Float64Array, bars: LaneColumns, row: number): void => {
  const open = bars.open[row]!
  const high = bars.high[row]!
  const low = bars.low[row]!
  const close = bars.close[row]!
  const volume = bars.volume[row]!
  if (Number.isNaN(state[OPEN]!)) state[OPEN] = open
  if (!(state[HIGH]! >= high) && !Number.isNaN(high)) state[HIGH] = high
  if (!(state[LOW]! <= low) && !Number.isNaN(low)) state[LOW] = low
  if (!Number.isNaN(close)) state[CLOSE] = close
  if (!Number.isNaN(volume)) state[VOLUME] = Number.isNaN(state[VOLUME]!) ? volume : state[VOLUME]! + volume
}
