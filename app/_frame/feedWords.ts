// What is said of a venue's feed, from how it stands.
import type { Outputs } from '../_trpc/client'

export type VenueFeed = Outputs['market']['feed']['venues'][number]
export type FeedTone = 'good' | 'warn' | 'bad'

/** Prices come every second; older than this is a hitch, and older than that is no live price any more. */
const FRESH_MS = 5_000
const STALE_MS = 15_000

export interface FeedWords {
  readonly tone: FeedTone
  /** Behind the venue's name: `feed 1.2 s old`. */
  readonly text: string
  readonly isStale: boolean
}

/** `sinceMs`: how long ago the standing was heard of. */
export function feedWords(venue: VenueFeed, sinceMs: number): FeedWords {
  if (venue.ageMs === null) return { tone: 'warn', text: 'no prices yet', isStale: true }
  const ageMs = venue.ageMs + sinceMs
  const tone = ageMs < FRESH_MS ? 'good' : ageMs < STALE_MS ? 'warn' : 'bad'
  return { tone, text: `${age(ageMs)} old`, isStale: ageMs >= STALE_MS }
}

/** What lies behind the age, a line each. */
export function feedDetails(venue: VenueFeed): readonly string[] {
  const { leader, eventsPerSecond, reconnects, trouble, troubleAgoMs, delayMs, carriedMs } = venue
  return [
    leader === null
      ? 'No process leads this feed yet.'
      : `Led by ${leader}, ${eventsPerSecond < 10 ? eventsPerSecond.toFixed(1) : Math.round(eventsPerSecond)} events a second.`,
    delayMs === null
      ? ''
      : `On its way ${milliseconds(delayMs)} to the leader${carriedMs === null ? '' : `, ${milliseconds(carriedMs)} to here`}.`,
    reconnects === 1 ? 'Reconnected once.' : reconnects > 1 ? `Reconnected ${reconnects} times.` : '',
    trouble === null || troubleAgoMs === null ? '' : `Last trouble, ${age(troubleAgoMs)} ago: ${trouble}`,
  ].filter(line => line !== '')
}

const milliseconds = (ms: number): string => (ms < 1 ? 'under 1 ms' : `${Math.round(ms)} ms`)

export function age(ms: number): string {
  const seconds = ms / 1_000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 120) return `${Math.round(seconds)} s`
  const minutes = seconds / 60
  return minutes < 120 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`
}
