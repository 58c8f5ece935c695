import { setImmediate as breathe } from 'node:timers/promises'
import type { BarColumns } from '../../../sandbox/ir/bars'
import { barOpen, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import type { MarketProvider } from '../provider'
import type { BarCache } from '../store/cache'
import { joinedBars } from '../store/columns'
import type { BarRange, Stretch } from '../store/series'
import type { BarStore } from '../store/store'
import { clearly } from './clearly'
import { Fetches } from './fetches'
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
  readonly #fetches: Fetches

  constructor({ store, cache }: SourceParts) {
    this.#store = store
    this.#cache = cache
    this.#fetches = new Fetches(store)
  }

  /** What the provider's `barsBefore` promises: closed bars of the `count` bar lengths before `until`. */
  async barsBefore(
    provider: MarketProvider,
    symbol: string,
    timeframe: Timeframe,
    until: number,
    count: number,
    signal?: AbortSignal,
  ): Promise<BarColumns> {
    return only(await this.barsBeforeAll(provider, [symbol], timeframe, until, count, signal))
  }

  /** `barsBefore` of many symbols, in the order asked; what is stored comes at once. */
  async barsBeforeAll(
    provider: MarketProvider,
    symbols: readonly string[],
    timeframe: Timeframe,
    until: number,
    count: number,
    signal?: AbortSignal,
  ): Promise<readonly BarColumns[]> {
    // what does not move is all there: its last bars are counted, however far they lie apart
    if (provider.computed && (count <= FEW || !provider.live))
      return inTurn(symbols, signal, symbol =>
        clearly(provider, symbol, timeframe, () => provider.barsBefore(symbol, timeframe, until, count)),
      )
    const present = provider.now()
    const end = barOpen(until, timeframe)
    const to = end - present > SOON_MS ? barOpen(present, timeframe) : end
    const stretch = { from: to - count * timeframeMs[timeframe], to }
    return this.#read(provider, symbols, timeframe, stretch, signal)
  }

  /** What the provider's `history` promises, in one piece: the closed bars that open in [from, to). */
  async range(
    provider: MarketProvider,
    symbol: string,
    timeframe: Timeframe,
    from: number,
    to: number,
    signal?: AbortSignal,
  ): Promise<BarColumns> {
    if (!provider.live) return this.#store.load({ venue: provider.storedAs, symbol, timeframe }, from, to)
    const stretch = {
      from: firstOpen(from, timeframe),
      to: Math.min(firstOpen(to, timeframe), barOpen(provider.now(), timeframe)),
    }
    return only(await this.#read(provider, [symbol], timeframe, stretch, signal))
  }

  async #read(
    provider: MarketProvider,
    symbols: readonly string[],
    timeframe: Timeframe,
    { from, to }: Stretch,
    signal: AbortSignal | undefined,
  ): Promise<readonly BarColumns[]> {
    const ranges = symbols.map(symbol => ({
      key: { venue: provider.storedAs, symbol, timeframe },
      from,
      to: Math.max(from, to),
    }))
    const missing = await this.#store.missingAll(ranges)
    if (provider.computed)
      return inTurn([...ranges.entries()], signal, ([k, range]) =>
        this.#computed(provider, range, missing[k] ?? []),
      )
    const still = await Promise.all(
      ranges.map((range, k) => (missing[k]?.length ? this.#fetches.of(provider, range, signal) : [])),
    )
    // What is not covered now is not over yet. The cache must not be asked for it: bars that another process adds there
    // are known to the database before they are heard of here.
    return this.#cache().getAll(ranges.map((range, k) => ({ ...range, to: still[k]?.[0]?.from ?? range.to })))
  }

  /** What is stored of the range, and what is not worked out. */
  async #computed(
    provider: MarketProvider,
    { key, from, to }: BarRange,
    missing: readonly Stretch[],
  ): Promise<BarColumns> {
    const { symbol, timeframe } = key
    const parts: BarColumns[] = []
    let at = from
    for (const gap of [...missing, { from: to, to }]) {
      if (gap.from > at) parts.push(await this.#cache().get(key, at, gap.from))
      const count = (gap.to - gap.from) / timeframeMs[timeframe]
      if (count > 0)
        parts.push(
          await clearly(provider, symbol, timeframe, () =>
            provider.barsBefore(symbol, timeframe, gap.to, count),
          ),
        )
      at = gap.to
    }
    const [whole, ...others] = parts
    return whole && others.length === 0 ? whole : joinedBars(parts)
  }
}

/** One after another, so that other work of this process has its turn in between. */
async function inTurn<T>(
  all: readonly T[],
  signal: AbortSignal | undefined,
  work: (each: T) => Promise<BarColumns>,
): Promise<readonly BarColumns[]> {
  const done: BarColumns[] = []
  for (const each of all) {
    signal?.throwIfAborted()
    if (done.length > 0) await breathe()
    done.push(await work(each))
  }
  return done
}

function only([bars]: readonly BarColumns[]): BarColumns {
  if (!bars) throw new Error('A question about one symbol has one answer.')
  return bars
}
