import { type MarketPace, marketTime } from './clock'
import type { MarketProvider } from './provider'
import { simulatedProvider } from './simulated/provider'

/** The venue of files: every workspace has its own. */
export const FILES = 'csv'

/** The venues of this house. */
export interface Market {
  readonly pace: MarketPace
  /** Those that are the same for everybody. */
  readonly venues: readonly string[]
  /** All that a workspace sees. */
  readonly venuesOf: (workspaceId: string) => readonly string[]
  /** Null: no such venue. Only with a workspace are its files a venue. */
  readonly at: (venue: string, workspaceId: string | null) => MarketProvider | null
}

export interface MarketOptions {
  /** Beside the simulated venue, which runs at the market's pace; these run at their own. */
  readonly others?: readonly MarketProvider[]
  /** The files of a workspace as a venue. */
  readonly files?: (workspaceId: string) => MarketProvider
}

export function openMarket(
  pace: MarketPace,
  now: () => number,
  { others = [], files }: MarketOptions = {},
): Market {
  const providers = [simulatedProvider(() => marketTime(pace, now())), ...others]
  const byVenue = new Map(providers.map(provider => [provider.venue, provider]))
  const venues = [...byVenue.keys()]
  return {
    pace,
    venues,
    venuesOf: () => (files ? [...venues, FILES] : venues),
    at: (venue, workspaceId) =>
      venue === FILES && files && workspaceId !== null ? files(workspaceId) : (byVenue.get(venue) ?? null),
  }
}
