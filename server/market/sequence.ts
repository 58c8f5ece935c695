import { type Timeframe, timeframeMs } from '../../sandbox/ir/timeframe'
import type { FormingBar, LiveBar } from './provider'

/** Bars that came while earlier ones were fetched; what is dropped past this is fetched too. */
const MOST_WAITING = 8

/**
 * One symbol's bars put in order: whatever comes twice, late, or after a hole, each closed bar is told once and end to end.
 * Bars are told to `tell`; a hole is answered with `true`, and stays until `repaired`.
 */
export class BarSequence {
  readonly #symbol: string
  readonly #length: number
  readonly #tell: (bar: LiveBar) => void
  #next: number
  #waiting: LiveBar[] = []

  constructor(symbol: string, timeframe: Timeframe, next: number, tell: (bar: LiveBar) => void) {
    this.#symbol = symbol
    this.#length = timeframeMs[timeframe]
    this.#next = next
    this.#tell = tell
  }

  /** Open of the bar that is told as closed next. */
  get next(): number {
    return this.#next
  }

  /** When that bar is over. */
  get end(): number {
    return this.#next + this.#length
  }

  /** Takes an update; true: bars before it are missing, and it waits for them. */
  take(bar: FormingBar, closed: boolean): boolean {
    if (bar.time < this.#next) return false
    const live: LiveBar = { symbol: this.#symbol, closed, ...bar }
    if (bar.time > this.#next) {
      // An update replaces what waits of the same bar.
      this.#waiting = [...this.#waiting.filter(each => each.time !== bar.time || each.closed), live]
      if (this.#waiting.length > MOST_WAITING) this.#waiting.shift()
      return true
    }
    if (closed) this.#next += this.#length
    this.#tell(live)
    return false
  }

  /** Takes closed bars, ascending, that cover all there is before `to`; then what has waited. */
  repaired(bars: readonly FormingBar[], to: number): void {
    for (const bar of bars) {
      if (bar.time < this.#next) continue
      this.#next = bar.time + this.#length
      this.#tell({ symbol: this.#symbol, closed: true, ...bar })
    }
    this.#next = Math.max(this.#next, to)
    const waiting = this.#waiting.sort((a, b) => a.time - b.time)
    this.#waiting = []
    for (const { symbol: _, closed, ...bar } of waiting) this.take(bar, closed)
  }
}
