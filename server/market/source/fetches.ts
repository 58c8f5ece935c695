import type { MarketProvider } from '../provider'
import { type BarRange, type Stretch, seriesName } from '../store/series'
import type { BarStore } from '../store/store'
import { clearly } from './clearly'
import { fetchStretch } from './fetch'

interface Fetch extends Stretch {
  readonly over: Promise<unknown>
}

/** What this process asks of venues and stores. Who asks for what is being asked for waits for that answer. */
export class Fetches {
  readonly #store: BarStore
  readonly #running = new Map<string, Set<Fetch>>()

  constructor(store: BarStore) {
    this.#store = store
  }

  /** Asks the venue for what is not covered of the range. What is still not covered then is not over yet. */
  async of(
    provider: MarketProvider,
    { key, from, to }: BarRange,
    signal?: AbortSignal,
  ): Promise<readonly Stretch[]> {
    const name = seriesName(key)
    const running = this.#running.get(name) ?? new Set()
    this.#running.set(name, running)
    const before = [...running].filter(each => each.from < to && from < each.to).map(({ over }) => over)
    const work = async () => {
      await Promise.allSettled(before)
      signal?.throwIfAborted()
      for (const stretch of await this.#store.missing(key, from, to))
        await clearly(provider, key.symbol, key.timeframe, () =>
          fetchStretch(this.#store, provider, key, stretch, signal ? { signal } : {}),
        )
      return this.#store.missing(key, from, to)
    }
    const fetch = { from, to, over: work() }
    running.add(fetch)
    try {
      return await fetch.over
    } finally {
      running.delete(fetch)
      if (running.size === 0) this.#running.delete(name)
    }
  }
}
