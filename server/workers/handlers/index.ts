import type { PrismaClient } from '../../generated/prisma/client'
import type { Market } from '../../market/market'
import type { BarSource } from '../../market/source/source'
import type { BarStore } from '../../market/store/store'
import type { Handlers } from '../define'
import type { jobs } from '../jobs'
import { backtestRun } from './backtestRun'
import { importFile } from './importFile'
import { marketBackfill } from './marketBackfill'
import { marketRepair } from './marketRepair'
import { optimiseRun } from './optimiseRun'
import { screenRun } from './screenRun'
import { upkeepPrune } from './upkeepPrune'

/** What handlers are made with. */
export interface HandlerServices {
  readonly db: PrismaClient
  readonly market: Market
  readonly barStore: BarStore
  readonly barSource: BarSource
  /** How long minute bars of venues are kept; 0: for ever. */
  readonly barDays: number
}

/** The work behind every job of the catalogue. */
export const createHandlers = ({
  db,
  market,
  barStore,
  barSource,
  barDays,
}: HandlerServices): Handlers<typeof jobs> => ({
  'backtest.run': backtestRun(db, market, barSource),
  'market.backfill': marketBackfill(market, barStore),
  'market.import': importFile(db, barStore),
  'market.repair': marketRepair(market, barStore),
  'optimise.run': optimiseRun(db, market, barSource),
  'screen.run': screenRun(db, market, barSource),
  'upkeep.prune': upkeepPrune(db, { store: barStore, venues: venuesOf(market), days: barDays }),
})

const venuesOf = (market: Market) => market.venues.flatMap(venue => market.at(venue, null) ?? [])
