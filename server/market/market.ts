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

export function openMarket(pace: MarketPace, now: () => number): Market {
  const providers: readonly MarketProvider[] = [simulatedProvider(() => marketTime(pace, now()))]
  const byVenue = new Map(providers.map(provider => [provider.venue, provider]))
  return { pace, venues: [...byVenue.keys()], at: venue => byVenue.get(venue) ?? null }
}
