import type { Timeframe } from '../../../sandbox/ir/timeframe'
import { CLOSE, END, HIGH, LOW, OPEN, type Shelf, TIME, UNITS } from './shelf'

/**
 * What a subscriber is told a bar to be. `forming`: it is not over, and grows. `final`: it is over, told once. `late`: it was
 * first heard of after its end, so nobody saw it close. `repaired`: it was told as over, and has other numbers now.
 */
export type BarState = 'forming' | 'final' | 'late' | 'repaired'

/**
 * A bar as it is told. There is one such object, which shows each bar in turn: read it while being told and keep numbers,
 * never the object.
 */
export class ToldBar {
  symbol = 0
  timeframe: Timeframe = '1m'
  state: BarState = 'forming'
  #data: Float64Array = new Float64Array(UNITS + 1)
  #place = 0

  get time(): number {
    return this.#data[this.#place + TIME]!
  }
  get end(): number {
    return this.#data[this.#place + END]!
  }
  get open(): number {
    return this.#data[this.#place + OPEN]!
  }
  get high(): number {
    return this.#data[this.#place + HIGH]!
  }
  get low(): number {
    return this.#data[this.#place + LOW]!
  }
  get close(): number {
    return this.#data[this.#place + CLOSE]!
  }
  /** The volume in whole lots. */
  get units(): number {
    return this.#data[this.#place + UNITS]!
  }

  show(shelf: Shelf, place: number, symbol: number, state: BarState): ToldBar {
    this.#data = shelf.data
    this.#place = place
    this.symbol = symbol
    this.timeframe = shelf.timeframe
    this.state = state
    return this
  }
}

/** Hears of bars. It must not call the aggregator while it is being told. */
export interface BarSubscriber {
  readonly bar: (bar: ToldBar) => void
  /**
   * A closed bar is touched that cannot be made of what is in memory. Whoever hears it makes the bar of stored minutes
   * (`reaggregate`) and hands it back by `restore`, which goes on with the slower bars that hold it. A minute has to be asked
   * of the venue.
   */
  readonly older: (symbol: number, timeframe: Timeframe, open: number) => void
}
