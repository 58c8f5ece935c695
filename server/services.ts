// What one process has one of, beside its database. Nothing connects before it is used.
import { Bus } from './bus'
import { systemClock } from './clock'
import { settings } from './env'
import { createLog } from './log'
import { openMarket } from './market/market'

const set = settings()
const log = createLog('bus', set)

export const bus = new Bus(set.DATABASE_URL ?? '', error =>
  log.warn({ err: error }, 'the live connection to the database was lost; trying again'),
)

export const market = openMarket({ speed: set.MARKET_SPEED, anchor: set.MARKET_ANCHOR }, systemClock.now)
