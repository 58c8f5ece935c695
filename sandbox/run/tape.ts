import type { BarColumns } from '../ir/bars'

/** Closed bars of one instrument and timeframe, oldest first; whoever holds it may append while a run follows. */
export interface Tape {
  readonly bars: BarColumns
  /** Number of the bar in row 0; bars before it are gone. */
  readonly first: number
  /** One past the number of the last bar. */
  readonly end: number
}

export interface Bar {
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

/** A finished history. */
export const tapeOf = (bars: BarColumns, end: number = bars.time.length): Tape => ({ bars, first: 0, end })

const columnsOf = (rows: number): BarColumns => ({
  time: new Float64Array(rows),
  open: new Float64Array(rows),
  high: new Float64Array(rows),
  low: new Float64Array(rows),
  close: new Float64Array(rows),
  volume: new Float64Array(rows),
})

export const FIELDS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const
export type TapeField = (typeof FIELDS)[number]

/** A history that grows by one bar at a time and forgets all but the last `keep` bars. */
export class LiveTape implements Tape {
  readonly bars: BarColumns
  readonly #keep: number
  #first = 0
  #rows = 0

  constructor(keep: number) {
    this.#keep = keep
    this.bars = columnsOf(2 * keep)
  }

  get first(): number {
    return this.#first
  }

  get end(): number {
    return this.#first + this.#rows
  }

  append(bar: Bar): void {
    const drop = this.#rows - this.#keep
    if (this.#rows === 2 * this.#keep) {
      for (const field of FIELDS) this.bars[field].copyWithin(0, drop, this.#rows)
      this.#first += drop
      this.#rows = this.#keep
    }
    for (const field of FIELDS) this.bars[field][this.#rows] = bar[field]
    this.#rows++
  }
}
