import type { BarColumns } from '../../../sandbox/ir/bars'
import { barOpen, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import type { MarketProvider } from '../provider'
import type { BarCache } from '../store/cache'
import { type SeriesKey, type Stretch, seriesName } from '../store/series'
import type { BarStore } from '../store/store'
import { clearly } from './clearly'
import { fetchStretch } from './fetch'
import { firstOpen } from './opens'

export interface SourceParts {
  readonly store: BarStore
  readonly cache: () => BarCache
}

/** A venue that works its bars out has this many sooner than the database says whether it has them. */
const FEW = 2_000
/** A bar that ends this soon is waited for. */
const SOON_MS = 5_000

/**
 * Bars for whoever reads them, wherever they come from: out of this process's memory where the store has them, else of the
 * venue, whose answer is kept. The numbers are the same to the bit, whichever way they came.
 */
export class BarSource {
  readonly #store: BarStore
  readonly #cache: () => BarCache
  /** The last of the fetches of a series, by its name: they follow one another, so nothing is asked for twice. */
  readonly #fetches = new Map<string, Promise<unknown>>()

  constructor({ store, cache }: SourceParts) {
    this.#store = store
    this.#cache = cache
  }

  /** What the provider's `barsBefore` promises: closed bars of the `count` bar lengths before `until`. */
  async barsBefore(
    provider: MarketProvider,
    symbol: string,
    timeframe: Timeframe,
    until: number,
    count: number,
  ): Promise<BarColumns> {
    if (provider.computed && count <= FEW)
      return clearly(provider, symbol, timeframe, () => provider.barsBefore(symbol, timeframe, until, count))
    // a venue's calendar shifts no bar further than one of them is long
    const present = provider.now()
    const end = barOpen(until, timeframe)
    const to = end - present > SOON_MS ? barOpen(present, timeframe) : end
    return this.#read(provider, symbol, timeframe, { from: to - count * timeframeMs[timeframe], to }, () =>
      provider.barsBefore(symbol, timeframe, until, count),
    )
  }

  /** What the provider's `history` promises, in one piece: the closed bars that open in [from, to). */
  async range(
    provider: MarketProvider,
    symbol: string,
    timeframe: Timeframe,
    from: number,
    to: number,
  ): Promise<BarColumns> {
    const stretch = {
      from: firstOpen(from, timeframe),
      to: Math.min(firstOpen(to, timeframe), barOpen(provider.now(), timeframe)),
    }
    return this.#read(provider, symbol, timeframe, stretch, () => {
      const length = timeframeMs[timeframe]
      const count = Math.max(0, (stretch.to - stretch.from) / length)
      return provider.barsBefore(symbol, timeframe, stretch.to, count)
    })
  }

  async #read(
    provider: MarketProvider,
    symbol: string,
    timeframe: Timeframe,
    { from, to }: Stretch,
    compute: () => Promise<BarColumns>,
  ): Promise<BarColumns> {
    const key: SeriesKey = { venue: provider.storedAs, symbol, timeframe }
    let missing = await this.#store.missing(key, from, to)
    if (missing.length > 0) {
      if (provider.computed) return clearly(provider, symbol, timeframe, compute)
      missing = await this.#fetch(provider, key, { from, to })
    }
    // What is not covered now is not over yet. The cache must not be asked for it: bars that another process adds there
    // are known to the database before they are heard of here.
    return this.#cache().get(key, from, missing[0]?.from ?? to)
  }

  /** Asks the venue for what is missing of the stretch, after others who ask for the same; gives what is missing still. */
  async #fetch(provider: MarketProvider, key: SeriesKey, stretch: Stretch): Promise<readonly Stretch[]> {
    const name = seriesName(key)
    const before = this.#fetches.get(name)
    const fetching = (async () => {
      await before?.catch(() => {})
      for (const each of await this.#store.missing(key, stretch.from, stretch.to))
        await clearly(provider, key.symbol, key.timeframe, () =>
          fetchStretch(this.#store, provider, key, each),
        )
      return this.#store.missing(key, stretch.from, stretch.to)
    })()
    this.#fetches.set(name, fetching)
    try {
      return await fetching
    } finally {
      if (this.#fetches.get(name) === fetching) this.#fetches.delete(name)
    }
  }
}
