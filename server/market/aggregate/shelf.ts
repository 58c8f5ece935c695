import type { Timeframe } from '../../../sandbox/ir/timeframe'

// Where a bar keeps its numbers. Eight of them fill one line of the processor's cache.
export const TIME = 0
export const END = 1
export const OPEN = 2
export const HIGH = 3
export const LOW = 4
export const CLOSE = 5
export const UNITS = 6
export const STAGE = 7
const STRIDE = 8
/** Minutes know more: see minute.ts. */
const MINUTE_STRIDE = 14

// Stages of a bar.
/** Just inserted, and nobody was told of it. */
export const NEW = 0
/** Its end has not passed, and its numbers are right. */
export const FORMING = 1
/** Its end has passed, and subscribers were told its numbers. */
export const CLOSED = 2
/** Its end has not passed, but it began before what is known: nobody is told of it. */
export const PARTIAL = 3
/** Its end has passed, and its numbers have to be made of stored bars. */
export const UNKNOWN = 4

/**
 * The newest bars of one timeframe, of all symbols, each symbol's in order of time, in one array. A bar is handled by the
 * place of its first number, which holds until a bar of its symbol is inserted.
 */
export class Shelf {
  readonly timeframe: Timeframe
  readonly data: Float64Array
  readonly stride: number
  /** Every bar that opens at this time or later is here, if there is one. */
  readonly keptFrom: Float64Array
  readonly #capacity: number
  readonly #rows: Int32Array

  constructor(timeframe: Timeframe, symbols: number, capacity: number) {
    this.timeframe = timeframe
    this.stride = timeframe === '1m' ? MINUTE_STRIDE : STRIDE
    this.#capacity = capacity
    this.data = new Float64Array(symbols * capacity * this.stride)
    this.#rows = new Int32Array(symbols)
    this.keptFrom = new Float64Array(symbols).fill(-Infinity)
  }

  /** Place of the symbol's oldest bar; the others follow it, a stride apart, up to `end`. */
  start(symbol: number): number {
    return symbol * this.#capacity * this.stride
  }

  end(symbol: number): number {
    return (symbol * this.#capacity + this.#rows[symbol]!) * this.stride
  }

  /** Place of the newest bar, -1 when there is none. */
  newest(symbol: number): number {
    return this.#rows[symbol] === 0 ? -1 : this.end(symbol) - this.stride
  }

  isFull(symbol: number): boolean {
    return this.#rows[symbol] === this.#capacity
  }

  /** Place of the oldest bar that is over after `time`: the one that holds it, or the place where that would be. */
  reaching(symbol: number, time: number): number {
    const { data, stride } = this
    const start = this.start(symbol)
    let place = this.end(symbol)
    while (place > start && data[place - stride + END]! > time) place -= stride
    return place
  }

  /** Whether a bar of the symbol is at `place`, and holds `time`. */
  holds(symbol: number, place: number, time: number): boolean {
    return place < this.end(symbol) && this.data[place + TIME]! <= time
  }

  /** Makes room for a bar at `place`, which `reaching` gave; the shelf is not full. */
  insert(symbol: number, place: number, time: number, end: number): void {
    const { data, stride } = this
    data.copyWithin(place + stride, place, this.end(symbol))
    this.#rows[symbol]!++
    data.fill(0, place, place + stride)
    data[place + TIME] = time
    data[place + END] = end
  }

  /** Forgets the oldest quarter: seldom enough that moving the others costs nothing. */
  forgetOldest(symbol: number): void {
    const { data, stride } = this
    const start = this.start(symbol)
    const rows = Math.max(1, this.#capacity >> 2)
    const from = start + rows * stride
    this.keptFrom[symbol] = Math.max(this.keptFrom[symbol]!, data[from - stride + END]!)
    data.copyWithin(start, from, this.end(symbol))
    this.#rows[symbol]! -= rows
  }

  clear(symbol: number, keptFrom: number): void {
    this.#rows[symbol] = 0
    this.keptFrom[symbol] = keptFrom
  }

  /** End of the newest bar that the next `forgetOldest` takes away. */
  nextForgotten(symbol: number): number {
    const rows = Math.max(1, this.#capacity >> 2)
    return this.data[this.start(symbol) + (rows - 1) * this.stride + END]!
  }
}
