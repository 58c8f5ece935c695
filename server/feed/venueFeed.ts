import { setTimeout as wait } from 'node:timers/promises'
import { timeframeMs } from '../../sandbox/ir/timeframe'
import { publish } from '../bus'
import type { PrismaClient } from '../generated/prisma/client'
import { beat, forget } from '../heartbeat'
import { VenueProblem } from '../market/problem'
import type { LiveBar, MarketProvider } from '../market/provider'
import { type Quote, topics } from '../notices'
import { type BarName, closedBars, lastClosedBar } from '../scheduler/due'
import { Closes } from './closes'
import { Gauge } from './gauge'
import { Mender } from './mender'
import { Changes, packMinutes, sayMinutes } from './minutes'
import type { Recorder } from './recorder'
import { announce, report, takeOver } from './state'

const MINUTE = timeframeMs['1m']
/** How often forming bars and prices are told. */
const TELL_MS = 1_000
/** What closes together comes within this long. */
const GATHER_MS = 20
/** A venue's list of instruments is read again this often. */
const LISTED_MS = 3_600_000
/** Real time that a minute waits for the symbols that have not closed it yet. */
const GRACE_MS = 5_000
const REPAIR_MS = 60_000
/** A successor mends what lies between its predecessor and itself if it is no more than this, in venue time. */
const MEND_MS = 86_400_000
/** And what came late in its predecessor's last minutes. */
const LOOK_BACK_MS = 5 * MINUTE
/** Quotes a notice: symbol, price and change of 100 symbols stay well under a notice's 7,900 bytes. */
const QUOTES_A_NOTICE = 100
const KEEP_TRIES = 3
/** Minutes that are announced together after a pause, or in a market that runs fast: fewer than a reader of the bus buffers. */
const MINUTES_AT_ONCE = 20

export interface VenueFeedOptions {
  readonly db: PrismaClient
  readonly provider: MarketProvider
  /** Venue time runs this much faster than real time. */
  readonly speed: number
  /** Names the process that leads. */
  readonly leader: string
  readonly recorder: Recorder
  /** Real time, UTC milliseconds. */
  readonly now: () => number
  readonly onError: (error: unknown) => void
}

/** Streams a venue until `signal` aborts: keeps its bars, announces its closes, tells how its minutes and prices move. */
export async function runVenueFeed(options: VenueFeedOptions, signal: AbortSignal): Promise<void> {
  const { db, provider, leader, onError } = options
  const reached = await takeOver(db, provider.venue, leader)
  const feed = new VenueFeed(options, reached, signal)
  try {
    await Promise.all(
      [feed.stream, feed.close, feed.tell, feed.quote].map(turn => repeat(turn, feed.failed, signal)),
    )
  } finally {
    await forget(db, heartbeatOf(provider.venue)).catch(onError)
  }
}

const heartbeatOf = (venue: string): string => `feed ${venue}`

/** Each turn waits by itself; a failed one is reported and the next comes a second later. */
async function repeat(
  turn: () => Promise<void>,
  onError: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await turn()
    } catch (error) {
      if (signal.aborted) return
      onError(error)
      await wait(1_000, undefined, { signal }).catch(() => {})
    }
  }
}

class VenueFeed {
  readonly #options: VenueFeedOptions
  readonly #signal: AbortSignal
  readonly #gauge: Gauge
  readonly #changes = new Changes()
  readonly #closes: Closes
  readonly #mender: Mender
  /** Minutes that are over and not announced yet. */
  readonly #over: number[] = []
  #introduced = false
  #unkept = 0
  #wakes: (() => void)[] = []

  constructor(options: VenueFeedOptions, reached: number | null, signal: AbortSignal) {
    this.#options = options
    this.#signal = signal
    const { provider, speed, now } = options
    const present = provider.now()
    // A clock that was set back, or a long absence: there is nothing to go on from.
    const from = reached !== null && reached <= present && reached > present - MEND_MS ? reached : null
    this.#gauge = new Gauge(now)
    this.#closes = new Closes({ graceMs: GRACE_MS * speed, repairMs: REPAIR_MS * speed }, from)
    this.#mender = new Mender(
      { provider, from: from === null ? null : from - LOOK_BACK_MS, tell: this.#take, onError: this.failed },
      signal,
    )
  }

  readonly failed = (error: unknown): void => {
    this.#gauge.failed(error, error instanceof VenueProblem && error.trouble === 'unreachable')
    this.#options.onError(error)
  }

  /** One listing's worth of stream. The mender bears that the next one begins anew. */
  readonly stream = async (): Promise<void> => {
    const { provider, speed } = this.#options
    // A halted one may trade again long before this list is read again.
    const listed = (await provider.instruments()).filter(({ status }) => status !== 'delisted')
    const symbols = listed.map(({ symbol }) => symbol)
    this.#closes.expect(symbols)
    const over = AbortSignal.any([this.#signal, AbortSignal.timeout(LISTED_MS)])
    await provider.stream(
      symbols,
      '1m',
      (bar, at) => {
        this.#gauge.heard(at === undefined ? 0 : (provider.now() - at) / speed)
        if (!bar.closed) this.#changes.put(bar)
        this.#mender.take(bar)
      },
      over,
      this.failed,
    )
  }

  readonly #take = (bar: LiveBar): void => {
    if (!bar.closed) {
      this.#closes.forms(bar.time)
      return
    }
    this.#changes.put(bar)
    this.#closes.closed(bar.symbol, bar.time, this.#options.provider.now())
    this.#options.recorder.take(bar)
    for (const wake of this.#wakes.splice(0)) wake()
  }

  /** Keeps and announces the minutes that are over, in order: who hears of a close finds its bars. */
  readonly close = async (): Promise<void> => {
    const { db, provider, leader, recorder } = this.#options
    const { venue, timeframes } = provider
    if (!this.#introduced && this.#closes.upTo !== null) {
      // Whoever listened while nobody announced learns where the bars stand.
      const upTo = this.#closes.upTo
      const newest = timeframes.map(timeframe => ({ timeframe, time: lastClosedBar(timeframe, upTo) }))
      await announce(db, { venue, leader }, newest, upTo)
      this.#introduced = true
    }
    this.#over.push(...this.#closes.over(provider.now(), this.#mender.isRepairing))
    while (this.#over.length > 0) {
      const minutes = this.#over.slice(0, MINUTES_AT_ONCE)
      const bars = minutes.flatMap(minute => closedBars(timeframes, minute, minute + MINUTE))
      await this.#keep(bars)
      await announce(db, { venue, leader }, bars, minutes.at(-1)! + MINUTE)
      this.#over.splice(0, minutes.length)
    }
    await recorder.keep([]) // what came late
    await this.#woken()
  }

  /** Bars that can't be kept are still bars: readers get them of the venue. */
  async #keep(bars: readonly BarName[]): Promise<void> {
    try {
      await this.#options.recorder.keep(bars)
      this.#unkept = 0
    } catch (error) {
      if (++this.#unkept < KEEP_TRIES) throw error
      this.failed(error)
    }
  }

  readonly tell = async (): Promise<void> => {
    const { db, provider, leader, now } = this.#options
    const { venue } = provider
    await sayMinutes(db, packMinutes(venue, this.#changes.take(), provider.now(), now()))
    await report(db, { venue, leader, ...this.#gauge.read() })
    await this.#woken()
  }

  readonly quote = async (): Promise<void> => {
    const { db, provider } = this.#options
    const { venue } = provider
    const at = provider.now()
    const prices = await provider.livePrices()
    const quotes = prices.map(
      ({ symbol, last, dayChange }): Quote => [symbol, last, Number(dayChange.toFixed(5))],
    )
    for (let from = 0; from < quotes.length; from += QUOTES_A_NOTICE)
      await publish(db, topics.quotes(venue), {
        kind: 'quotes',
        venue,
        at,
        quotes: quotes.slice(from, from + QUOTES_A_NOTICE),
      })
    await beat(db, heartbeatOf(venue), 'feed', { venue, at, symbols: quotes.length })
    await wait(TELL_MS, undefined, { signal: this.#signal })
  }

  /** Until the stream closes a bar, and a moment for what closes with it; a second at most. */
  async #woken(): Promise<void> {
    const late = new AbortController()
    await Promise.race([
      wait(TELL_MS, undefined, { signal: AbortSignal.any([late.signal, this.#signal]) }).catch(() => {}),
      new Promise<void>(resolve => this.#wakes.push(resolve)),
    ])
    late.abort()
    await wait(GATHER_MS, undefined, { signal: this.#signal })
  }
}
