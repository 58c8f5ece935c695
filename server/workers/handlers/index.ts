import type { PrismaClient } from '../../generated/prisma/client'
import type { Market } from '../../market/market'
import type { Handlers } from '../define'
import type { jobs } from '../jobs'
import { screenRun } from './screenRun'
import { upkeepPrune } from './upkeepPrune'

/** What handlers are made with. */
export interface HandlerServices {
  readonly db: PrismaClient
  readonly market: Market
}

/** The work behind every job of the catalogue. */
export const createHandlers = ({ db, market }: HandlerServices): Handlers<typeof jobs> => ({
  'screen.run': screenRun(db, market),
  'upkeep.prune': upkeepPrune(db),
})
