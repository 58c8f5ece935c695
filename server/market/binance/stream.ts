import { barOpen, type Timeframe } from '../../../sandbox/ir/timeframe'
import { VenueProblem } from '../problem'
import type { FormingBar, LiveBar } from '../provider'
import { BarSequence } from '../sequence'
import { backoffMs } from './backoff'
import { closedBars, type KlineSource, SETTLE_MS } from './klines'
import { keepConnected } from './socket'
import { klineEvent, streamReply } from './wire'

/** Most streams of one connection. */
const MOST_STREAMS = 1_024
/** Streams a request asks for, and the pause after it: a connection may send five messages a second. */
const STREAMS_A_REQUEST = 256
const REQUEST_PAUSE_MS = 300
/** A bar that was not told this long after its end is fetched. */
const GRACE_MS = 3_000
const LOOK_MS = 1_000
const RETRY = { firstMs: 2_000, mostMs: 60_000 }

export interface StreamOptions extends KlineSource {
  readonly wsUrl: string
  readonly symbols: readonly string[]
  readonly timeframe: Timeframe
  readonly onBar: (bar: LiveBar, at?: number) => void
  readonly onError: (error: unknown) => void
}

/**
 * Bars of the venue's kline streams until `signal` aborts. A sequence a symbol keeps their order; what the streams leave
 * out, because a connection dropped, fell silent or told nonsense, is fetched from the venue's history.
 */
export async function streamBars(options: StreamOptions, signal: AbortSignal): Promise<void> {
  const { symbols, timeframe, clock, world, onError } = options
  await clock.ready(signal)
  const first = barOpen(clock.now(), timeframe)
  const lines = new Map(symbols.map(symbol => [symbol, new Line(options, symbol, first, signal)]))

  const hear = (text: string) => {
    const update = readUpdate(text, timeframe, onError)
    if (!update) return
    clock.heard(update.at)
    lines.get(update.symbol)?.take(update.bar, update.closed, update.at)
  }
  const groups: string[][] = []
  for (let from = 0; from < symbols.length; from += MOST_STREAMS)
    groups.push(symbols.slice(from, from + MOST_STREAMS).map(symbol => streamName(symbol, timeframe)))

  const watchForOverdue = async () => {
    while (!signal.aborted) {
      // What is overdue depends on the venue's clock, so that is kept right; the old measurement serves meanwhile.
      void clock.ready(signal).catch(() => {})
      for (const line of lines.values()) line.lookForOverdue()
      await world.sleep(LOOK_MS, signal)
    }
  }
  await Promise.all([
    watchForOverdue(),
    ...groups.map(streams =>
      keepConnected(
        {
          url: new URL('/stream', options.wsUrl).href,
          world,
          greet: send => subscribe(streams, send, options, signal),
          onText: hear,
          onError,
        },
        signal,
      ),
    ),
  ])
  await Promise.all([...lines.values()].map(line => line.idle))
}

const streamName = (symbol: string, timeframe: Timeframe): string =>
  `${symbol.toLowerCase()}@kline_${timeframe}`

async function subscribe(
  streams: readonly string[],
  send: (text: string) => void,
  { world }: StreamOptions,
  signal: AbortSignal,
): Promise<void> {
  for (let from = 0; from < streams.length && !signal.aborted; from += STREAMS_A_REQUEST) {
    if (from > 0) await world.sleep(REQUEST_PAUSE_MS, signal)
    const params = streams.slice(from, from + STREAMS_A_REQUEST)
    send(JSON.stringify({ method: 'SUBSCRIBE', params, id: from / STREAMS_A_REQUEST + 1 }))
  }
}

interface Update {
  readonly symbol: string
  readonly bar: FormingBar
  readonly closed: boolean
  /** When the venue told it, by its clock. */
  readonly at: number
}

/** What a message says about a bar of this timeframe, if anything; nonsense is reported and left aside. */
function readUpdate(text: string, timeframe: Timeframe, onError: (error: unknown) => void): Update | null {
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch (cause) {
    onError(new VenueProblem('corrupt', 'The venue’s stream sent what is not JSON.', { cause }))
    return null
  }
  const event = klineEvent.safeParse(message)
  if (event.success) {
    const { E: at, s, k } = event.data.data
    const { interval, bar, closed } = k
    if (interval === timeframe && barOpen(bar.time, timeframe) === bar.time)
      return { symbol: s, bar, closed, at }
    onError(
      new VenueProblem('corrupt', `The venue’s stream sent a bar that was not asked for: ${s} ${interval}.`),
    )
    return null
  }
  const reply = streamReply.safeParse(message)
  if (!reply.success)
    onError(
      new VenueProblem('corrupt', 'The venue’s stream sent what cannot be read.', { cause: event.error }),
    )
  else if ('error' in reply.data)
    onError(new VenueProblem('refused', `The venue refused a stream: ${reply.data.error.msg}`))
  return null
}

/** One symbol's bars, and the fetching of those that did not come. */
class Line {
  readonly #options: StreamOptions
  readonly #symbol: string
  readonly #signal: AbortSignal
  readonly #sequence: BarSequence
  #repairing: Promise<void> | null = null
  #failures = 0
  #restUntil = 0
  /** When the venue told what is being taken. */
  #toldAt: number | undefined

  constructor(options: StreamOptions, symbol: string, first: number, signal: AbortSignal) {
    this.#options = options
    this.#symbol = symbol
    this.#signal = signal
    this.#sequence = new BarSequence(symbol, options.timeframe, first, bar => {
      if (signal.aborted) return
      try {
        options.onBar(bar, this.#toldAt)
      } catch (error) {
        options.onError(error)
      }
    })
  }

  /** Resolves when nothing is being fetched. */
  get idle(): Promise<void> {
    return this.#repairing ?? Promise.resolve()
  }

  take(bar: FormingBar, closed: boolean, at: number): void {
    this.#toldAt = at
    const isHole = this.#sequence.take(bar, closed)
    this.#toldAt = undefined
    if (isHole) this.#repairUpTo(bar.time, true)
  }

  lookForOverdue(): void {
    const { clock, timeframe } = this.#options
    const present = clock.now()
    if (present >= this.#sequence.end + GRACE_MS)
      this.#repairUpTo(barOpen(present - GRACE_MS, timeframe), false)
  }

  /** `seen`: the venue has told a bar that opens at `to`, so what it does not have before that it never made. */
  #repairUpTo(to: number, seen: boolean): void {
    const { clock } = this.#options
    if (this.#repairing || clock.now() < this.#restUntil || this.#signal.aborted) return
    this.#repairing = this.#repair(to, seen).finally(() => {
      this.#repairing = null
    })
  }

  async #repair(to: number, seen: boolean): Promise<void> {
    const { timeframe, clock, world, onError } = this.#options
    const bars: FormingBar[] = []
    let failed = false
    try {
      for await (const page of closedBars(
        this.#options,
        this.#symbol,
        timeframe,
        this.#sequence.next,
        to,
        this.#signal,
      ))
        bars.push(...page)
    } catch (error) {
      if (this.#signal.aborted) return
      failed = true
      onError(error)
    }
    // Pages that came are whole, so they count even when a later one failed.
    const last = bars.at(-1)
    const complete = seen && !failed && clock.now() >= to + SETTLE_MS
    if (last || complete) this.#sequence.repaired(bars, complete ? to : last!.time)
    if (failed || (!last && !complete)) {
      // Nothing there: the venue lags, or it makes no bars at all, as of a halted symbol. Ask less and less often.
      this.#failures++
      this.#restUntil = clock.now() + backoffMs(RETRY, this.#failures, world.random())
    } else this.#failures = 0
  }
}
