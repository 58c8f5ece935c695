import type { PrismaClient } from '../generated/prisma/client'
import type { Market } from '../market/market'
import type { MarketProvider } from '../market/provider'
import { lastClosedBar } from '../scheduler/due'
import { feedStandings } from './state'

/** Feeds tell something every second; this silence is worth telling people. */
const SILENT_MS = 10_000
/** However many people ask, the rows are read this often. */
const FRESH_MS = 500

export type FeedTone = 'flowing' | 'silent' | 'missing'

export interface VenueStatus {
  readonly venue: string
  /** `silent`: nothing new for long. `missing`: it was never led. */
  readonly state: FeedTone
  /** Age of the newest event: what passed since it happened at the venue. Null before the first. */
  readonly ageMs: number | null
  /** Of that, from the venue to its leader; and from the leader to this process, where somebody here watches bars. */
  readonly delayMs: number | null
  readonly carriedMs: number | null
  readonly leader: string | null
  readonly eventsPerSecond: number
  readonly reconnects: number
  readonly trouble: string | null
  readonly troubleAgoMs: number | null
  /** Venue time runs this much faster than real time. */
  readonly speed: number
  readonly now: number
  readonly lastMinute: number
}

export interface FeedStatus {
  /** Of the venue that fares worst. */
  readonly state: FeedTone
  readonly ageMs: number | null
  readonly speed: number
  readonly venues: readonly VenueStatus[]
}

export interface StatusParts {
  readonly db: Pick<PrismaClient, '$queryRaw'>
  readonly market: Market
  readonly speedOf: (provider: MarketProvider) => number
  readonly carriedMs: (venue: string) => number | null
  /** Real time. */
  readonly now: () => number
}

/** Reads how the feeds stand. Many may ask at once. */
export function statusReader(parts: StatusParts): () => Promise<FeedStatus> {
  let asked = Number.NEGATIVE_INFINITY
  let answer: Promise<FeedStatus> | null = null
  return () => {
    const now = parts.now()
    if (answer && now - asked < FRESH_MS) return answer
    asked = now
    const fresh = readStatus(parts)
    fresh.catch(() => {
      if (answer === fresh) answer = null
    })
    answer = fresh
    return fresh
  }
}

const RANK: readonly FeedTone[] = ['flowing', 'silent', 'missing']

async function readStatus({ db, market, speedOf, carriedMs }: StatusParts): Promise<FeedStatus> {
  const standings = new Map((await feedStandings(db)).map(each => [each.venue, each]))
  const venues = market.venues.flatMap((venue): VenueStatus[] => {
    const provider = market.at(venue, null)
    if (!provider?.live) return []
    const standing = standings.get(venue)
    const since = standing?.sinceHeardMs ?? null
    const ageMs = since === null ? null : Math.max(0, since) + (standing?.delayMs ?? 0)
    const now = provider.now()
    return [
      {
        venue,
        state: ageMs === null ? 'missing' : ageMs < SILENT_MS ? 'flowing' : 'silent',
        ageMs,
        delayMs: standing?.delayMs ?? null,
        carriedMs: carriedMs(venue),
        leader: standing?.leader ?? null,
        eventsPerSecond: standing?.eventsPerSecond ?? 0,
        reconnects: standing?.reconnects ?? 0,
        trouble: standing?.trouble ?? null,
        troubleAgoMs: standing?.troubleAgoMs ?? null,
        speed: speedOf(provider),
        now,
        lastMinute: lastClosedBar('1m', now),
      },
    ]
  })
  const worst = [...venues].sort((a, b) => RANK.indexOf(b.state) - RANK.indexOf(a.state))[0]
  return {
    state: worst?.state ?? 'missing',
    ageMs: worst?.ageMs ?? null,
    speed: market.pace.speed,
    venues,
  }
}
