import { isTimeframe, timeframeMs } from '../../sandbox/ir/timeframe'
import type { PrismaClient } from '../generated/prisma/client'
import type { MarketProvider } from '../market/provider'
import type { BarSource } from '../market/source/source'
import type { Universe } from '../market/universe/chain'
import { type Resolved, resolveUniverse } from '../market/universe/resolve'

/** A universe of a workspace at a venue. */
export interface UniverseOf {
  readonly workspaceId: string
  readonly provider: MarketProvider
  readonly source: Pick<BarSource, 'barsBefore'>
  readonly universe: Universe
}

/** What a universe holds as of `at`, UTC ms; `wanted` days of bars come with those that are left. */
export const universeAt = async (
  db: PrismaClient,
  { workspaceId, provider, source, universe }: UniverseOf,
  at: number,
  wanted = 0,
): Promise<Resolved> =>
  resolveUniverse(
    universe,
    await provider.instruments(),
    {
      at,
      dailyBars: (symbol, days) => source.barsBefore(provider, symbol, '1d', at, days),
      matchedBy: screenId => matchedBy(db, workspaceId, screenId, at),
    },
    wanted,
  )

/** Symbols that the newest finished run of a screen matched, among the runs whose bar had closed by `at`. */
async function matchedBy(
  db: PrismaClient,
  workspaceId: string,
  screenId: string,
  at: number,
): Promise<ReadonlySet<string> | null> {
  const screen = await db.screen.findFirst({
    where: { id: screenId, workspaceId },
    select: { timeframe: true },
  })
  if (!screen || !isTimeframe(screen.timeframe)) return null
  const run = await db.screenRun.findFirst({
    where: {
      screenId,
      workspaceId,
      finishedAt: { not: null },
      barTime: { lte: new Date(at - timeframeMs[screen.timeframe]) },
    },
    orderBy: { barTime: 'desc' },
    select: { rows: { where: { matched: true }, select: { symbol: true } } },
  })
  return run ? new Set(run.rows.map(({ symbol }) => symbol)) : null
}
