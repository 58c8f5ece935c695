import type { Timeframe } from '../../../sandbox/ir/timeframe'
import { found } from '../../errors'
import type { PrismaClient } from '../../generated/prisma/client'
import { lock } from '../../workspaces/members'
import { forgetRuns, tell } from './finish'
import { storedVenue } from './names'

/** Forgets an imported symbol and all its bars. */
export const removeSymbol = (db: PrismaClient, workspaceId: string, symbolId: string): Promise<void> =>
  db.$transaction(async tx => {
    await lock(tx, workspaceId)
    const { symbol } = found(
      await tx.importedSymbol.findFirst({ where: { id: symbolId, workspaceId }, select: { symbol: true } }),
      'imported symbol',
    )
    const venue = storedVenue(workspaceId)
    await forgetRuns(tx, workspaceId, venue)
    const gone = await tx.$queryRaw<{ id: number; timeframe: Timeframe; revision: number }[]>`
      delete from "BarSeries" where venue = ${venue} and symbol = ${symbol} returning id, timeframe, revision + 1 as revision`
    await tx.importedSymbol.delete({ where: { id: symbolId }, select: { id: true } })
    await tell(tx, { venue, symbol }, gone)
  })
