import { hostname } from 'node:os'
import type { PrismaClient } from '../generated/prisma/client'
import { lead } from '../leader'
import type { Market } from '../market/market'
import type { BarStore } from '../market/store/store'
import { recorderOf } from './recorder'
import { runVenueFeed } from './venueFeed'

/** The office of the feeds: for each venue one process streams it, the others wait. */
export const FEED_OFFICE = 7_203_116

export interface FeedsOptions {
  readonly url: string
  readonly db: PrismaClient
  readonly market: Market
  readonly store: BarStore
  /** Names this process to people. */
  readonly name: string
  /** Real time, UTC milliseconds. */
  readonly now: () => number
  readonly onError: (error: unknown) => void
}

/** Stands for the office of every live venue that is the same for everybody. */
export function startFeeds(options: FeedsOptions): { stop: () => Promise<void> } {
  const { url, db, market, store, name, now, onError } = options
  // The same process number may run on two machines.
  const leader = `${name}@${hostname()}`
  const offices = market.venues.flatMap(venue => {
    const provider = market.at(venue, null)
    if (!provider?.live) return []
    // Only the simulated venue leaves real time.
    const speed = provider.computed ? market.pace.speed : 1
    return lead({
      url,
      office: FEED_OFFICE,
      subject: venue,
      onError,
      work: signal =>
        runVenueFeed(
          {
            db,
            provider,
            speed,
            leader,
            recorder: recorderOf({ store, provider, now, onError }),
            now,
            onError,
          },
          signal,
        ),
    })
  })
  return {
    stop: async () => {
      await Promise.all(offices.map(office => office.stop()))
    },
  }
}
