// One symbol's bar of one timeframe as its minutes come in, for all who watch it in this process.
import { type Timeframe, timeframeMs } from '../../sandbox/ir/timeframe'
import { aggregateColumns } from '../market/aggregate/columns'
import { LiveFold } from '../market/aggregate/liveFold'
import type { Alignment } from '../market/calendar/calendar'
import { calendars } from '../market/calendar/index'
import type { FormingBar, Instrument, MarketProvider } from '../market/provider'
import type { BarRow } from '../notices'
import { barOf, rowOf } from './liveRow'
import { columnsOfBars, rowsOfBars } from './rows'

/** What the bar that forms is put together from, slowest first: three questions at most. */
const PIECES = ['1d', '1h', '1m'] as const
/** Minutes that come while it is being asked what was before them; past this it is asked again. */
const MOST_WAITING = 500
/** A series that lost its place asks no more often than this. */
const ASK_MS = 1_000
/** And after a failure. */
const AGAIN_MS = 5_000
/** Closed bars that are told afterwards. What was missed beyond is for the watchers to read anew. */
const MOST_MISSED = 500

export interface LiveSeriesParts {
  readonly provider: Pick<MarketProvider, 'now' | 'computed' | 'forming'>
  /** As a provider's. */
  readonly barsBefore: MarketProvider['barsBefore']
  readonly instrument: Pick<Instrument, 'symbol' | 'lot' | 'calendar'>
  readonly timeframe: Timeframe
  readonly tell: (row: BarRow) => void
  readonly onError: (error: unknown) => void
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

/**
 * Knows where the bar stands by asking the source once, folds the minutes in that follow, and asks again when it lost its
 * place.
 */
export class LiveSeries {
  readonly #parts: LiveSeriesParts
  readonly #over = new AbortController()
  readonly #alignment: Alignment
  /** Null while it is being asked where the bar stands. */
  #fold: LiveFold | null = null
  /** Open of the minute that closes next. */
  #next = 0
  #waiting: BarRow[] = []
  #rest: Promise<void> = Promise.resolve()
  #asking: Promise<void>

  constructor(parts: LiveSeriesParts) {
    this.#parts = parts
    this.#alignment = calendars[parts.instrument.calendar]
    this.#asking = this.#ask(null)
  }

  /** Resolves when it is known where the bar stands, or could not be found out and is tried on. */
  ready(): Promise<void> {
    return this.#asking
  }

  /** The bar that forms, as it stands; null before anything is known of it. */
  get forming(): BarRow | null {
    const bar = this.#fold?.forming
    return bar ? rowOf(this.#parts.instrument.symbol, bar, 0) : null
  }

  /** A row of this symbol's minutes. */
  take(row: BarRow): void {
    const fold = this.#fold
    if (!fold) {
      if (this.#waiting.push(row) > MOST_WAITING) this.#waiting.shift()
      return
    }
    const { instrument, timeframe, tell } = this.#parts
    const { closed, ...minute } = barOf(row)
    if (minute.time !== this.#next) {
      // Forming rows are overtaken now and then; a closed one was late, and belongs into what is closed already.
      const isOvertaken = minute.time < this.#next && !closed
      const first = Math.min(minute.time, this.#next)
      if (!isOvertaken) this.#askFrom(this.#alignment.open(first, timeframe), row)
      return
    }
    const bar = fold.take({ symbol: instrument.symbol, closed, ...minute })
    if (closed) this.#next = this.#alignment.end(minute.time, '1m')
    if (bar) tell(rowOf(instrument.symbol, bar, bar.closed ? 1 : 0))
  }

  /** Notices were lost: asks where the bar stands, and tells what closed meanwhile. */
  resync(): void {
    if (this.#fold) this.#askFrom(this.#alignment.open(this.#next, this.#parts.timeframe), null)
  }

  close(): void {
    this.#over.abort()
  }

  #askFrom(open: number, row: BarRow | null): void {
    this.#fold = null
    this.#waiting = row ? [row] : []
    this.#asking = this.#ask(open)
  }

  async #ask(closedFrom: number | null): Promise<void> {
    const { onError, sleep } = this.#parts
    const { signal } = this.#over
    await this.#rest
    if (signal.aborted) return
    this.#rest = sleep(ASK_MS, signal)
    try {
      await this.#place(closedFrom)
    } catch (error) {
      if (signal.aborted) return
      onError(error)
      // Who waits for a first picture is better off without it than waiting on.
      void sleep(AGAIN_MS, signal).then(() => this.#ask(closedFrom))
    }
  }

  async #place(closedFrom: number | null): Promise<void> {
    const { provider, barsBefore, instrument, timeframe, tell } = this.#parts
    const { symbol, lot } = instrument
    const alignment = this.#alignment
    // The stream may be ahead of this process's idea of the venue's time.
    const minute = Math.max(alignment.open(provider.now(), '1m'), ...this.#waiting.map(([, time]) => time))
    const open = alignment.open(minute, timeframe)
    const start = await this.#made(open, minute)
    const missed =
      closedFrom === null ? 0 : Math.min(MOST_MISSED, (open - closedFrom) / timeframeMs[timeframe])
    const told = missed > 0 ? [...rowsOfBars(await barsBefore(symbol, timeframe, open, missed))] : []
    // A computed venue is asked what forms; of others the stream tells it in a moment, unless there is nothing to show.
    const isNeeded = provider.computed || !start
    const present = isNeeded ? await provider.forming(symbol, '1m') : null
    if (this.#over.signal.aborted) return
    const fold = new LiveFold({ timeframe, alignment, lot, start, next: minute })
    if (present?.time === minute) fold.take({ symbol, closed: false, ...present })
    this.#fold = fold
    this.#next = minute
    for (const bar of told) tell(rowOf(symbol, bar, 1))
    const { forming } = this
    if (forming && closedFrom !== null) tell(forming)
    const waiting = this.#waiting
    this.#waiting = []
    for (const row of waiting) if (row[1] >= minute) this.take(row)
  }

  /** What the minutes in [open, minute) make, of the slowest bars that fit. */
  async #made(open: number, minute: number): Promise<FormingBar | null> {
    const { barsBefore, instrument, timeframe } = this.#parts
    const parts: FormingBar[] = []
    let from = open
    for (const piece of PIECES) {
      const length = timeframeMs[piece]
      const to = this.#alignment.open(minute, piece)
      if ((length >= timeframeMs[timeframe] && piece !== '1m') || to <= from) continue
      const bars = await barsBefore(instrument.symbol, piece, to, (to - from) / length)
      for (const bar of rowsOfBars(bars)) if (bar.time >= from) parts.push(bar)
      from = to
    }
    const { lot } = instrument
    const [made] = rowsOfBars(aggregateColumns(columnsOfBars(parts), timeframe, this.#alignment, { lot }))
    return made ?? null
  }
}
