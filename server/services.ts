// What one process has one of, beside its database. Nothing connects before it is used.
import { Bus } from './bus'
import { systemClock, systemSleep } from './clock'
import { pool } from './db/client'
import { settings } from './env'
import { LiveHub } from './feed/hub'
import { createLog } from './log'
import { configuredVenues } from './market/configured'
import { filesProvider } from './market/files/provider'
import { openMarket } from './market/market'
import { BarSource } from './market/source/source'
import { BarCache } from './market/store/cache'
import { BarStore } from './market/store/store'
import { sortErrors } from './workers/outage'

const set = settings()
const log = createLog('bus', set)

const lost = (error: unknown) =>
  log.warn({ reason: String(error) }, 'the live connection to the database was lost; trying again')

export const bus = new Bus(set.DATABASE_URL ?? '', sortErrors({ failed: lost, away: lost }, systemClock.now))

export const barStore = new BarStore(pool)

export const market = openMarket({ speed: set.MARKET_SPEED, anchor: set.MARKET_ANCHOR }, systemClock.now, {
  others: configuredVenues(set, { now: systemClock.now, sleep: systemSleep, random: Math.random }),
  files: workspaceId => filesProvider(workspaceId, { pool, store: barStore, now: systemClock.now }),
})

let cache: BarCache | undefined

/** Stored bars in shared memory. Listens to the bus from the first call on. */
export function barCache(): BarCache {
  cache ??= new BarCache(barStore, { maxBytes: set.BAR_CACHE_MB * 2 ** 20, bus, onError: lost })
  return cache
}

export const barSource = new BarSource({ store: barStore, cache: barCache })

/** Live bars for those who watch them. Listens while somebody does. */
export const liveHub = new LiveHub({ bus, source: barSource, now: systemClock.now, onError: lost })

/** How long minute bars of venues are kept; 0: for ever. */
export const barDays = set.BAR_RETENTION_DAYS
