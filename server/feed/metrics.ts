import { Gauge } from 'prom-client'
import type { PrismaClient } from '../generated/prisma/client'
import { registry } from '../metrics'
import { type FeedStanding, feedStandings } from './state'

const FIGURES: readonly {
  readonly name: string
  readonly help: string
  readonly read: (standing: FeedStanding) => number | null
}[] = [
  {
    name: 'sluice_feed_age_seconds',
    help: 'Age of the newest event of a venue, from when it happened there',
    read: ({ sinceHeardMs, delayMs }) =>
      sinceHeardMs === null ? null : (Math.max(0, sinceHeardMs) + (delayMs ?? 0)) / 1000,
  },
  {
    name: 'sluice_feed_delay_seconds',
    help: 'How long the newest event was on its way from the venue to the leader of its feed',
    read: ({ delayMs }) => (delayMs === null ? null : delayMs / 1000),
  },
  {
    name: 'sluice_feed_events',
    help: 'Events of a venue since its feed has this leader',
    read: ({ events }) => events,
  },
  {
    name: 'sluice_feed_reconnects',
    help: 'Times that the stream of a venue broke and was opened again since its feed has this leader',
    read: ({ reconnects }) => reconnects,
  },
]

/** Figures of all feeds, read from the database when somebody asks. One process of them is enough; all show the same. */
export function watchFeeds(db: Pick<PrismaClient, '$queryRaw'>): void {
  let asked: Promise<readonly FeedStanding[]> | null = null
  // The gauges of one scrape are collected together.
  const standings = () => {
    asked ??= feedStandings(db)
      .catch(() => []) // a database that is gone must not take the other numbers with it
      .finally(() => {
        asked = null
      })
    return asked
  }
  for (const { name, help, read } of FIGURES) {
    const gauge = new Gauge({
      name,
      help,
      labelNames: ['venue'] as const,
      registers: [registry],
      async collect() {
        const all = await standings()
        gauge.reset()
        for (const standing of all) {
          const value = read(standing)
          if (value !== null) gauge.set({ venue: standing.venue }, value)
        }
      },
    })
  }
}
