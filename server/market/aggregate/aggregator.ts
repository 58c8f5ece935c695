import type { BarColumns } from '../../../sandbox/ir/bars'
import { TIMEFRAMES, type Timeframe } from '../../../sandbox/ir/timeframe'
import type { Alignment } from '../calendar/calendar'
import type { FormingBar } from '../provider'
import { aggregateColumns } from './columns'
import { lotsOf } from './lots'
import {
  awaitTicks,
  becomesLast,
  growMinute,
  isBeforeFirst,
  isOfTicks,
  isStored,
  startMinute,
  takesVersion,
} from './minute'
import { setFromParts, setNumbers } from './numbers'
import { SeenIds } from './seenIds'
import {
  CLOSE,
  CLOSED,
  END,
  FORMING,
  HIGH,
  LOW,
  NEW,
  PARTIAL,
  Shelf,
  STAGE,
  TIME,
  UNITS,
  UNKNOWN,
} from './shelf'
import { shelvesFor } from './shelves'
import type { TickOutcome, Ticks } from './ticks'
import { type BarState, type BarSubscriber, ToldBar } from './told'

const GRACE_MS = 15 * 60_000
const IDS_KEPT = 1024

export interface AggregatorOptions {
  /** How many symbols there are; each is named by a number below. */
  readonly symbols: number
  readonly alignment: Alignment
  readonly subscriber: BarSubscriber
  /** Each bar is made of those of the next faster one; all when absent. Minutes are always among them. */
  readonly timeframes?: readonly Timeframe[]
  /** Minutes that come late by less than this are put right in memory. */
  readonly graceMs?: number
  /** Ids of ticks that are remembered a symbol, to know those that come twice. */
  readonly idsKept?: number
}

/** A bar in whole lots, of which every number is final. */
export interface UnitBar extends Omit<FormingBar, 'volume'> {
  readonly units: number
}

/** What became of a minute: an `outdated` one is a version that was taken already, or one before it. */
export type MinuteOutcome = 'taken' | 'outdated' | 'older'

/**
 * Makes the bars of many symbols, as ticks and minutes come in, in whatever order. All that counts is what has come: late
 * and repeated updates end in the same bars as those in good order. Quantities are whole lots. Nothing is allocated for a tick.
 */
export class Aggregator {
  readonly #alignment: Alignment
  readonly #subscriber: BarSubscriber
  readonly #shelves: readonly Shelf[]
  readonly #minutes: Shelf
  readonly #seen: SeenIds
  readonly #told = new ToldBar()
  /** Every bar of the symbol that ends by then is closed, and so is any by `#now`. */
  readonly #closedTo: Float64Array
  #now = -Infinity
  /** No bar that forms ends before it. */
  #nextEnd = Infinity
  /** A bar that ends by then and is new was late for the update that is being taken. */
  #lateTo = -Infinity

  constructor({ symbols, alignment, subscriber, timeframes, graceMs, idsKept }: AggregatorOptions) {
    this.#alignment = alignment
    this.#subscriber = subscriber
    this.#shelves = shelvesFor(timeframes ?? TIMEFRAMES, symbols, graceMs ?? GRACE_MS)
    this.#minutes = this.#shelves[0]!
    this.#seen = new SeenIds(symbols, idsKept ?? IDS_KEPT)
    this.#closedTo = new Float64Array(symbols).fill(-Infinity)
  }

  /** Takes a trade. First and last of a minute are told apart by time, and by id where times are equal. */
  tick(symbol: number, time: number, price: number, units: number, id: number): TickOutcome {
    const seen = this.#seen.take(symbol, id)
    if (seen !== 'new') return seen
    const minutes = this.#minutes
    const { data } = minutes
    const place = minutes.newest(symbol)
    if (
      place < 0 ||
      time < data[place + TIME]! ||
      time >= data[place + END]! ||
      data[place + STAGE] !== FORMING ||
      !isOfTicks(data, place) ||
      isBeforeFirst(data, place, time, id)
    )
      return this.#tickAnywhere(symbol, time, price, units, id)

    // The tick belongs into the newest minute and does not open it: every slower bar grows as the minute does.
    const isLast = becomesLast(data, place, time, id)
    for (const shelf of this.#shelves) {
      const bar = shelf.newest(symbol)
      const numbers = shelf.data
      if (numbers[bar + STAGE] !== FORMING) break
      if (price > numbers[bar + HIGH]!) numbers[bar + HIGH] = price
      if (price < numbers[bar + LOW]!) numbers[bar + LOW] = price
      if (isLast) numbers[bar + CLOSE] = price
      numbers[bar + UNITS]! += units
      this.#subscriber.bar(this.#told.show(shelf, bar, symbol, 'forming'))
    }
    return 'taken'
  }

  /** Takes the trades of rows [from, to), one by one. */
  takeTicks({ symbol, time, price, units, id }: Ticks, from = 0, to = symbol.length): void {
    for (let row = from; row < to; row++)
      this.tick(symbol[row]!, time[row]!, price[row]!, units[row]!, id[row]!)
  }

  /** Takes a minute that the venue told while it forms. A higher version replaces a lower one, and ticks of the minute. */
  takeForming(symbol: number, minute: UnitBar, version: number): MinuteOutcome {
    this.#lateTo = this.#passed(symbol)
    return this.#takeMinute(symbol, minute, version, 0)
  }

  /** Takes a minute that the venue told as final, which says that its end has passed. Higher versions correct it. */
  takeFinal(symbol: number, minute: UnitBar, version: number): MinuteOutcome {
    const open = this.#alignment.open(minute.time, '1m')
    const end = this.#alignment.end(open, '1m')
    this.#close(symbol, open)
    this.#lateTo = this.#passed(symbol)
    if (end > this.#lateTo) this.#closedTo[symbol] = end
    const outcome = this.#takeMinute(symbol, minute, version, 1)
    this.#close(symbol, end, this.#lateTo)
    return outcome
  }

  /**
   * Takes a closed bar of any timeframe that was made of stored bars, in answer to `older`, and puts right what is made of
   * it. Throws when the bar is not over yet.
   */
  restore(symbol: number, timeframe: Timeframe, bar: UnitBar): void {
    const level = this.#shelves.findIndex(shelf => shelf.timeframe === timeframe)
    if (level < 0) throw new Error(`Bars of ${timeframe} are not made here.`)
    const open = this.#alignment.open(bar.time, timeframe)
    if (this.#alignment.end(open, timeframe) > this.#passed(symbol))
      throw new Error(`The ${timeframe} bar of ${open} is not over; only closed bars are restored.`)
    this.#lateTo = this.#passed(symbol)
    const place = this.#placeOf(level, symbol, open)
    if (place < 0) this.#tellUnkept(level, symbol, open, bar)
    else if (setNumbers(this.#shelves[level]!, place, bar.open, bar.high, bar.low, bar.close, bar.units))
      this.#tell(level, symbol, place)
    else return
    this.#climb(level, symbol, open)
  }

  /**
   * Begins a symbol with its stored minutes, which are all there were from `from` until the last of them, and tells the
   * bars that form. Bars that began before `from` are told by `older` when they end: give minutes from the open of
   * the slowest bar that has to be right at once.
   */
  seed(symbol: number, minutes: BarColumns, from: number, lot: number): void {
    const alignment = this.#alignment
    const lastMinute = minutes.time.at(-1)
    if (lastMinute !== undefined)
      this.#closedTo[symbol] = Math.max(this.#passed(symbol), alignment.end(lastMinute, '1m'))
    let bars = minutes
    for (const [level, { timeframe }] of this.#shelves.entries()) {
      if (level > 0) bars = aggregateColumns(bars, timeframe, alignment, { lot })
      this.#fill(level, symbol, bars, from, lot)
    }
    for (const [level, shelf] of this.#shelves.entries()) {
      const place = shelf.newest(symbol)
      if (place >= 0 && shelf.data[place + STAGE] === FORMING) this.#tell(level, symbol, place)
    }
  }

  /** Time has come to `now`: closes the bars that end by then. */
  advance(now: number): void {
    if (now <= this.#now) return
    const before = this.#now
    this.#now = now
    if (now < this.#nextEnd) return
    this.#nextEnd = Infinity
    for (let symbol = 0; symbol < this.#closedTo.length; symbol++)
      this.#close(symbol, now, Math.max(before, this.#closedTo[symbol]!))
  }

  #passed(symbol: number): number {
    return Math.max(this.#now, this.#closedTo[symbol]!)
  }

  #tickAnywhere(symbol: number, time: number, price: number, units: number, id: number): TickOutcome {
    this.#lateTo = this.#passed(symbol)
    const place = this.#placeOf(0, symbol, time)
    const { data } = this.#minutes
    if (place < 0 || data[place + STAGE] === UNKNOWN) {
      this.#subscriber.older(symbol, '1m', this.#alignment.open(time, '1m'))
      return 'older'
    }
    if (!isOfTicks(data, place)) return 'covered'
    if (data[place + STAGE] === NEW) startMinute(data, place, time, price, units, id)
    else growMinute(data, place, time, price, units, id)
    this.#tell(0, symbol, place)
    this.#climb(0, symbol, data[place + TIME]!)
    return 'taken'
  }

  #takeMinute(symbol: number, minute: UnitBar, version: number, isFinal: 0 | 1): MinuteOutcome {
    const { open, high, low, close, units } = minute
    const time = this.#alignment.open(minute.time, '1m')
    const place = this.#placeOf(0, symbol, time)
    if (place < 0) {
      if (isFinal === 0) return 'older'
      this.#tellUnkept(0, symbol, time, minute)
      this.#climb(0, symbol, time)
      return 'older'
    }
    const { data } = this.#minutes
    if (!takesVersion(data, place, version, isFinal)) return 'outdated'
    // The venue's bar is whole, whatever was missed of it.
    if (data[place + STAGE] === PARTIAL) data[place + STAGE] = NEW
    if (setNumbers(this.#minutes, place, open, high, low, close, units)) {
      this.#tell(0, symbol, place)
      this.#climb(0, symbol, time)
    }
    return 'taken'
  }

  /** Makes the slower bars anew that hold the bar at `time`, up to one that this changes nothing about. */
  #climb(from: number, symbol: number, time: number): void {
    for (let level = from + 1; level < this.#shelves.length; level++) {
      const shelf = this.#shelves[level]!
      const parts = this.#shelves[level - 1]!
      const { data, timeframe } = shelf
      const place = this.#placeOf(level, symbol, time)
      if (place < 0) {
        this.#subscriber.older(symbol, timeframe, this.#alignment.open(time, timeframe))
        return
      }
      if (data[place + TIME]! < parts.keptFrom[symbol]!) {
        if (data[place + END]! > this.#passed(symbol)) {
          data[place + STAGE] = PARTIAL
          continue
        }
        if (data[place + STAGE] !== CLOSED) data[place + STAGE] = UNKNOWN
        this.#subscriber.older(symbol, timeframe, data[place + TIME]!)
        return
      }
      if (!setFromParts(shelf, place, parts, symbol)) return
      this.#tell(level, symbol, place)
    }
  }

  /** Place of the bar that holds `time`, which is inserted when there is none; -1 when it is too old to be kept. */
  #placeOf(level: number, symbol: number, time: number): number {
    const shelf = this.#shelves[level]!
    let place = shelf.reaching(symbol, time)
    if (shelf.holds(symbol, place, time)) return place
    const open = this.#alignment.open(time, shelf.timeframe)
    const end = this.#alignment.end(open, shelf.timeframe)
    if (open < shelf.keptFrom[symbol]! && end <= this.#passed(symbol)) return -1
    if (shelf.isFull(symbol)) {
      // Whoever did not tell the time still hears that a bar is final before it is forgotten.
      const over = shelf.nextForgotten(symbol)
      this.#close(symbol, over)
      shelf.forgetOldest(symbol)
      if (open < shelf.keptFrom[symbol]!) return -1
      place = shelf.reaching(symbol, time)
    }
    shelf.insert(symbol, place, open, end)
    if (level === 0) awaitTicks(shelf.data, place)
    if (end > this.#passed(symbol)) {
      this.#nextEnd = Math.min(this.#nextEnd, end)
      if (open < shelf.keptFrom[symbol]!) shelf.data[place + STAGE] = PARTIAL
    }
    return place
  }

  /** Closes the symbol's bars that end by `to`, faster ones first; none that ends by `closedTo` is open. */
  #close(symbol: number, to: number, closedTo = this.#passed(symbol)): void {
    for (const shelf of this.#shelves) {
      const { data, stride } = shelf
      let place = shelf.reaching(symbol, closedTo)
      for (const stop = shelf.end(symbol); place < stop; place += stride) {
        if (data[place + END]! > to) {
          this.#nextEnd = Math.min(this.#nextEnd, data[place + END]!)
          break
        }
        if (data[place + STAGE] === FORMING) {
          data[place + STAGE] = CLOSED
          this.#subscriber.bar(this.#told.show(shelf, place, symbol, 'final'))
        } else if (data[place + STAGE] === PARTIAL) {
          data[place + STAGE] = UNKNOWN
          this.#subscriber.older(symbol, shelf.timeframe, data[place + TIME]!)
        }
      }
    }
    if (to > this.#closedTo[symbol]!) this.#closedTo[symbol] = to
  }

  #tell(level: number, symbol: number, place: number): void {
    const shelf = this.#shelves[level]!
    const { data } = shelf
    const stage = data[place + STAGE]!
    if (stage === PARTIAL) return
    const isOver = data[place + END]! <= this.#passed(symbol)
    data[place + STAGE] = isOver ? CLOSED : FORMING
    this.#subscriber.bar(
      this.#told.show(shelf, place, symbol, isOver ? this.#overState(stage, data[place + END]!) : 'forming'),
    )
  }

  #overState(stage: number, end: number): BarState {
    if (stage === CLOSED) return 'repaired'
    return stage === UNKNOWN || end <= this.#lateTo ? 'late' : 'final'
  }

  /** Tells a closed bar that is too old to be kept: whether it was told before is not known any more. */
  #tellUnkept(level: number, symbol: number, open: number, bar: UnitBar): void {
    const { timeframe } = this.#shelves[level]!
    const shelf = new Shelf(timeframe, 1, 1)
    shelf.insert(0, 0, open, this.#alignment.end(open, timeframe))
    setNumbers(shelf, 0, bar.open, bar.high, bar.low, bar.close, bar.units)
    this.#subscriber.bar(this.#told.show(shelf, 0, symbol, 'repaired'))
  }

  #fill(level: number, symbol: number, bars: BarColumns, from: number, lot: number): void {
    const shelf = this.#shelves[level]!
    const { data, timeframe } = shelf
    const open = this.#alignment.open(from, timeframe)
    shelf.clear(symbol, open < from ? this.#alignment.end(open, timeframe) : open)
    for (let row = 0; row < bars.time.length; row++) {
      const time = bars.time[row]!
      const end = this.#alignment.end(time, timeframe)
      const isOver = end <= this.#passed(symbol)
      if (isOver && time < shelf.keptFrom[symbol]!) continue
      if (shelf.isFull(symbol)) shelf.forgetOldest(symbol)
      const place = shelf.end(symbol)
      shelf.insert(symbol, place, time, end)
      const units = lotsOf(bars.volume[row]!, lot)
      setNumbers(shelf, place, bars.open[row]!, bars.high[row]!, bars.low[row]!, bars.close[row]!, units)
      data[place + STAGE] = isOver ? CLOSED : time < shelf.keptFrom[symbol]! ? PARTIAL : FORMING
      if (!isOver) this.#nextEnd = Math.min(this.#nextEnd, end)
      if (level === 0) isStored(data, place)
    }
  }
}
