// Live bars of one process: one subscription to the bus a venue, one fold a bar that somebody watches, however many do.
import type { Timeframe } from '../../sandbox/ir/timeframe'
import type { Bus, Subscription } from '../bus'
import { type Sleep, systemSleep } from '../clock'
import type { Instrument, MarketProvider } from '../market/provider'
import type { BarSource } from '../market/source/source'
import { type BarRow, type Notice, topics } from '../notices'
import { Follower } from './follower'
import { toldBar } from './liveRow'
import { LiveSeries } from './liveSeries'

export interface HubOptions {
  readonly bus: Pick<Bus, 'subscribe'>
  readonly source: Pick<BarSource, 'barsBefore'>
  /** Real time, UTC milliseconds. */
  readonly now: () => number
  readonly sleep?: Sleep
  readonly onError: (error: unknown) => void
}

interface Watched {
  readonly series: LiveSeries
  readonly followers: Set<Follower>
}

interface Venue {
  readonly heard: Subscription
  /** By symbol, then timeframe. */
  readonly folds: Map<string, Map<Timeframe, Watched>>
  /** How long the newest notice was on its way. */
  carriedMs: number | null
}

export class LiveHub {
  readonly #options: HubOptions
  readonly #venues = new Map<string, Venue>()
  readonly #followers = new Set<Follower>()
  readonly #stirred = new Set<Follower>()
  #flushing: NodeJS.Immediate | null = null

  constructor(options: HubOptions) {
    this.#options = options
  }

  /** Follows the bars until `signal` aborts or the follower is closed. */
  follow(
    provider: MarketProvider,
    instruments: readonly Instrument[],
    timeframe: Timeframe,
    signal?: AbortSignal,
  ): Follower {
    const watched = new Map<string, Watched>()
    const follower = new Follower({
      symbols: instruments.map(({ symbol }) => symbol),
      stirred: () => this.#stir(follower),
      forming: symbol => watched.get(symbol)?.series.forming ?? null,
      ready: async () => {
        await Promise.all([...watched.values()].map(({ series }) => series.ready()))
      },
      closed: () => {
        signal?.removeEventListener('abort', close)
        this.#followers.delete(follower)
        this.#stirred.delete(follower)
        for (const symbol of watched.keys()) this.#leave(provider.venue, symbol, timeframe, follower)
      },
    })
    const close = () => follower.close()
    this.#followers.add(follower)
    for (const instrument of instruments) {
      const one = this.#watch(provider, instrument, timeframe)
      one.followers.add(follower)
      watched.set(instrument.symbol, one)
    }
    if (signal?.aborted) follower.close()
    else signal?.addEventListener('abort', close, { once: true })
    return follower
  }

  /** How long the venue's newest notice was on its way to this process; null while nobody here follows it. */
  carriedMs(venue: string): number | null {
    return this.#venues.get(venue)?.carriedMs ?? null
  }

  /** What it holds, to see that nothing stays behind. */
  counts() {
    const venues = [...this.#venues.values()]
    const folds = venues.reduce(
      (sum, { folds }) => sum + [...folds.values()].reduce((more, { size }) => more + size, 0),
      0,
    )
    return { venues: venues.length, folds, followers: this.#followers.size }
  }

  close(): void {
    for (const follower of [...this.#followers]) follower.close()
  }

  #watch(provider: MarketProvider, instrument: Instrument, timeframe: Timeframe): Watched {
    const { source, onError, sleep = systemSleep } = this.#options
    const { symbol } = instrument
    const { folds } = this.#venue(provider.venue)
    const bySymbol = folds.get(symbol) ?? new Map<Timeframe, Watched>()
    folds.set(symbol, bySymbol)
    const known = bySymbol.get(timeframe)
    if (known) return known
    const followers = new Set<Follower>()
    const series = new LiveSeries({
      provider,
      barsBefore: (...asked) => source.barsBefore(provider, ...asked),
      instrument,
      timeframe,
      onError,
      sleep,
      tell: row => {
        const bar = toldBar(row)
        for (const follower of followers) follower.put(bar)
      },
    })
    const made = { series, followers }
    bySymbol.set(timeframe, made)
    return made
  }

  #venue(name: string): Venue {
    const known = this.#venues.get(name)
    if (known) return known
    const made: Venue = {
      heard: this.#options.bus.subscribe([topics.minutes(name)]),
      folds: new Map(),
      carriedMs: null,
    }
    this.#venues.set(name, made)
    this.#listen(made).catch(this.#options.onError)
    return made
  }

  async #listen(venue: Venue): Promise<void> {
    for await (const event of venue.heard) {
      if (event.kind === 'notice' && event.notice.kind === 'minutes') this.#hear(venue, event.notice)
      else if (event.kind === 'resync')
        for (const bySymbol of venue.folds.values())
          for (const { series } of bySymbol.values()) series.resync()
    }
  }

  #hear(venue: Venue, { rows, saidAt }: Extract<Notice, { kind: 'minutes' }>): void {
    venue.carriedMs = Math.max(0, this.#options.now() - saidAt)
    for (const row of rows) {
      const bySymbol = venue.folds.get(row[0])
      if (bySymbol) for (const { series } of bySymbol.values()) this.#give(series, row)
    }
  }

  #give(series: LiveSeries, row: BarRow): void {
    try {
      series.take(row)
    } catch (error) {
      this.#options.onError(error) // a volume that is no number of lots must not cost the others their bars
    }
  }

  #leave(venueName: string, symbol: string, timeframe: Timeframe, follower: Follower): void {
    const venue = this.#venues.get(venueName)
    const bySymbol = venue?.folds.get(symbol)
    const watched = bySymbol?.get(timeframe)
    if (!venue || !bySymbol || !watched) return
    watched.followers.delete(follower)
    if (watched.followers.size > 0) return
    watched.series.close()
    bySymbol.delete(timeframe)
    if (bySymbol.size === 0) venue.folds.delete(symbol)
    if (venue.folds.size > 0) return
    venue.heard.close()
    this.#venues.delete(venueName)
  }

  #stir(follower: Follower): void {
    this.#stirred.add(follower)
    // Rows of one second come in several notices, which arrive together; those who watch are told of them together.
    this.#flushing ??= setImmediate(() => {
      this.#flushing = null
      const stirred = [...this.#stirred]
      this.#stirred.clear()
      for (const each of stirred) each.wake()
    })
  }
}
