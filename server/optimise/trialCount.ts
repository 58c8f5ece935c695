import type { PrismaClient } from '../generated/prisma/client'

/**
 * Backtests that searches made of a strategy, in all its versions and those of removed searches included: the more were tried, the
 * better the best of them looks by luck alone.
 */
export async function trialsOfStrategy(
  db: Pick<PrismaClient, 'strategy' | 'optimisation'>,
  strategyId: string,
): Promise<number> {
  const [strategy, searches] = await Promise.all([
    db.strategy.findUnique({ where: { id: strategyId }, select: { pastTrials: true } }),
    db.optimisation.aggregate({ where: { strategyId }, _sum: { doneTrials: true } }),
  ])
  return (strategy?.pastTrials ?? 0) + (searches._sum.doneTrials ?? 0)
}
