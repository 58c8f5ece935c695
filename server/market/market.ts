import { type MarketPace, marketTime } from './clock'
import type { MarketProvider } from './provider'
import { simulatedProvider } from './simulated/provider'

/** The venues of this house. */
export interface Market {
  readonly pace: MarketPace
  readonly venues: readonly string[]
  /** Null: no such venue. */
  readonly at: (venue: string) => MarketProvider | null
}

/** The simulated venue, which runs at `pace`, and the `others`, which run at their own. */
export function openMarket(
  pace: MarketPace,
  now: () => number,
  others: readonly MarketProvider[] = [],
): Market {
  const providers = [simulatedProvider(() => marketTime(pace, now())), ...others]
  const byVenue = new Map(providers.map(provider => [provider.venue, provider]))
  return { pace, venues: [...byVenue.keys()], at: venue => byVenue.get(venue) ?? null }
}
