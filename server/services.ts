// What one process has one of, beside its database. Nothing connects before it is used.
import { Bus } from './bus'
import { systemClock, systemSleep } from './clock'
import { settings } from './env'
import { createLog } from './log'
import { configuredVenues } from './market/configured'
import { openMarket } from './market/market'
import { sortErrors } from './workers/outage'

const set = settings()
const log = createLog('bus', set)

const lost = (error: unknown) =>
  log.warn({ reason: String(error) }, 'the live connection to the database was lost; trying again')

export const bus = new Bus(set.DATABASE_URL ?? '', sortErrors({ failed: lost, away: lost }, systemClock.now))

export const market = openMarket(
  { speed: set.MARKET_SPEED, anchor: set.MARKET_ANCHOR },
  systemClock.now,
  configuredVenues(set, { now: systemClock.now, sleep: systemSleep, random: Math.random }),
)
