import type { Timeframe } from '../../../sandbox/ir/timeframe'
import type { Alignment } from '../calendar/calendar'
import type { FormingBar, LiveBar } from '../provider'
import { lotsOf, quantityOf } from './lots'

export interface LiveFoldOptions {
  readonly timeframe: Timeframe
  readonly alignment: Alignment
  /** What quantities are whole numbers of. */
  readonly lot: number
  /**
   * The slower bar as it stood when the minute at `next` was about to begin: only minutes before that are in it. Null when
   * it began then, or nothing was traded in it.
   */
  readonly start: FormingBar | null
  /** Open of the first minute that is folded in; those before it are in `start` and are left out. */
  readonly next: number
}

/** A slower bar as its minutes make it; `closed` once its last minute is. */
export interface FoldedBar extends FormingBar {
  readonly closed: boolean
}

/**
 * One symbol's bar of one timeframe, as its minutes come in order: what the chart of a single subscriber needs. Nothing
 * about bars that are over is kept, so a minute that comes late is left out; the bars' keeper tells of repairs.
 */
export class LiveFold {
  readonly #options: LiveFoldOptions
  /** What the closed minutes of the bar make; null before the first of them. */
  #base: FormingBar | null
  #next: number
  /** The minute that grows; it is in `forming` but may be replaced. */
  #minute: FormingBar | null = null

  constructor(options: LiveFoldOptions) {
    this.#options = options
    this.#base = options.start
    this.#next = options.next
  }

  /** The slower bar as it stands; null while nothing was traded in it. */
  get forming(): FormingBar | null {
    return this.#minute ? this.#grown(this.#minute) : this.#base
  }

  /**
   * Takes an update of a minute and gives the slower bar it makes; null for a minute that is in the bar as closed already. A
   * minute that the venue skipped had no trade; when it was the last of its bar, the next bar begins without a word, and the
   * bar before is told as closed by its keeper alone.
   */
  take({ time, open, high, low, close, volume, closed }: LiveBar): FoldedBar | null {
    const { timeframe, alignment } = this.#options
    if (time < this.#next) return null
    // A new minute says that the one before is over: what is known of it is all there will be.
    if (this.#minute && this.#minute.time < time) this.#base = this.#grown(this.#minute)
    this.#minute = { time, open, high, low, close, volume }
    const bar = this.#grown(this.#minute)
    if (!closed) {
      this.#next = time
      return { ...bar, closed }
    }
    this.#next = alignment.end(time, '1m')
    const isOver = this.#next >= alignment.end(bar.time, timeframe)
    this.#base = isOver ? null : bar
    this.#minute = null
    return { ...bar, closed: isOver }
  }

  #grown(minute: FormingBar): FormingBar {
    const { timeframe, alignment, lot } = this.#options
    const time = alignment.open(minute.time, timeframe)
    const base = this.#base
    if (base?.time !== time) return { ...minute, time }
    return {
      time,
      open: base.open,
      high: Math.max(base.high, minute.high),
      low: Math.min(base.low, minute.low),
      close: minute.close,
      volume: quantityOf(lotsOf(base.volume, lot) + lotsOf(minute.volume, lot), lot),
    }
  }
}
