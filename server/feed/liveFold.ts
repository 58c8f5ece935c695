// One symbol's bar of one timeframe as its minutes come in, for all who watch it in this process.
import { barOpen, type Timeframe, timeframeMs } from '../../sandbox/ir/timeframe'
import type { FormingBar, MarketProvider } from '../market/provider'
import type { BarRow } from '../notices'
import { grown } from './grown'
import { barOf, rowOf } from './liveRow'
import { rowsOfBars } from './rows'

const MINUTE = timeframeMs['1m']
/** What the bar that forms is put together from, slowest first: three questions at most. */
const PIECES = ['1d', '1h', '1m'] as const
/** Minutes that come while the fold is asking what was before them; it asks again past this. */
const MOST_WAITING = 500
/** A fold that lost its place asks no more often than this. */
const ASK_MS = 1_000
/** And after a failure. */
const AGAIN_MS = 5_000
/** Closed bars that a fold tells afterwards. What was missed beyond is for the watchers to read anew. */
const MOST_MISSED = 500

export interface FoldParts {
  readonly provider: Pick<MarketProvider, 'now' | 'computed' | 'forming'>
  /** As a provider's. */
  readonly barsBefore: MarketProvider['barsBefore']
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly tell: (row: BarRow) => void
  readonly onError: (error: unknown) => void
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

export class LiveFold {
  readonly #parts: FoldParts
  readonly #over = new AbortController()
  /** The closed minutes of the bar that forms. */
  #base: FormingBar | null = null
  /** Open of the minute that closes next; null while the fold is asking where bars stand. */
  #next: number | null = null
  #minute: FormingBar | null = null
  #waiting: BarRow[] = []
  #rest: Promise<void> = Promise.resolve()
  #asking: Promise<void>

  constructor(parts: FoldParts) {
    this.#parts = parts
    this.#asking = this.#ask(null)
  }

  /** Resolves when the fold knows where the bar stands, or could not find out and goes on trying. */
  ready(): Promise<void> {
    return this.#asking
  }

  /** The bar that forms, as it stands; null before anything is known of it. */
  get forming(): BarRow | null {
    const { symbol, timeframe } = this.#parts
    const bar = this.#minute ? grown(this.#base, this.#minute, timeframe) : this.#base
    return bar && rowOf(symbol, bar, 0)
  }

  /** A row of this symbol's minutes. */
  take(row: BarRow): void {
    if (this.#next === null) {
      if (this.#waiting.push(row) > MOST_WAITING) this.#waiting.shift()
      return
    }
    const { symbol, timeframe, tell } = this.#parts
    const [, time, , , , , , closed] = row
    if (time < this.#next) {
      // Forming rows are overtaken now and then; a closed one was late, and belongs into what is closed already.
      if (closed) this.#askFrom(barOpen(time, timeframe), row)
      return
    }
    if (time > this.#next) {
      this.#askFrom(barOpen(this.#next, timeframe), row)
      return
    }
    const minute = barOf(row)
    const bar = grown(this.#base, minute, timeframe)
    this.#minute = closed ? null : minute
    if (!closed) {
      tell(rowOf(symbol, bar, 0))
      return
    }
    this.#next = time + MINUTE
    const isOver = this.#next >= bar.time + timeframeMs[timeframe]
    this.#base = isOver ? null : bar
    tell(rowOf(symbol, bar, isOver ? 1 : 0))
  }

  /** Notices were lost: asks where the bar stands, and tells what closed meanwhile. */
  resync(): void {
    if (this.#next !== null) this.#askFrom(barOpen(this.#next, this.#parts.timeframe), null)
  }

  close(): void {
    this.#over.abort()
  }

  #askFrom(open: number, row: BarRow | null): void {
    this.#next = null
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
    const { provider, barsBefore, symbol, timeframe, tell } = this.#parts
    // The stream may be ahead of this process's idea of the venue's time.
    const minute = Math.max(barOpen(provider.now(), '1m'), ...this.#waiting.map(([, time]) => time))
    const open = barOpen(minute, timeframe)
    let base: FormingBar | null = null
    let from = open
    for (const piece of PIECES) {
      const to = barOpen(minute, piece)
      const length = timeframeMs[piece]
      if (length >= timeframeMs[timeframe] && piece !== '1m') continue
      const count = (to - from) / length
      if (count <= 0) continue
      for (const bar of rowsOfBars(await barsBefore(symbol, piece, to, count)))
        if (bar.time >= from) base = grown(base, bar, timeframe)
      from = to
    }
    const missed =
      closedFrom === null ? 0 : Math.min(MOST_MISSED, (open - closedFrom) / timeframeMs[timeframe])
    if (missed > 0)
      for (const bar of rowsOfBars(await barsBefore(symbol, timeframe, open, missed)))
        tell(rowOf(symbol, bar, 1))
    // A computed venue is asked what forms; of others the stream tells it in a moment, unless there is nothing to show.
    const needed = provider.computed || !base
    const present = needed ? await provider.forming(symbol, '1m') : null
    if (this.#over.signal.aborted) return
    this.#base = base
    this.#minute = present?.time === minute ? present : null
    this.#next = minute
    const { forming } = this
    if (forming && closedFrom !== null) tell(forming)
    const waiting = this.#waiting
    this.#waiting = []
    for (const row of waiting) if (row[1] >= minute) this.take(row)
  }
}
