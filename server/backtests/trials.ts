import { Prisma, type PrismaClient } from '../generated/prisma/client'
import { trialsOfStrategy } from '../optimise/trialCount'

/**
 * How many variants of a strategy somebody has seen the result of, in all its versions, with searches and what was removed since.
 * The same rule over another period is no other variant: time goes on by itself.
 */
export async function trialsOf(
  db: Pick<PrismaClient, 'strategy' | 'optimisation' | '$queryRaw'>,
  strategyId: string,
): Promise<number> {
  const [searched, rows] = await Promise.all([
    trialsOfStrategy(db, strategyId),
    db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from (
        select distinct ${VARIANT} from "Backtest" b where b."strategyId" = ${strategyId}::uuid and b."resultId" is not null
      ) variants`,
  ])
  return searched + (rows[0]?.count ?? 0)
}

/** The digest stands for version and parameters. */
const VARIANT = Prisma.sql`b.digest, b.venue, b.timeframe, b.universe, b.settings`

/** To be called before a backtest is deleted, in the same transaction: luck does not forget a variant because nobody keeps it. */
export async function rememberTrial(
  tx: Pick<PrismaClient, '$executeRaw'>,
  backtestId: string,
): Promise<void> {
  await tx.$executeRaw`
    update "Strategy" s set "pastTrials" = s."pastTrials" + 1
    from "Backtest" gone
    where gone.id = ${backtestId}::uuid and gone."resultId" is not null and s.id = gone."strategyId"
      and not exists (
        select from "Backtest" b
        where b."strategyId" = gone."strategyId" and b."resultId" is not null and b.id <> gone.id
          and (${VARIANT}) is not distinct from (gone.digest, gone.venue, gone.timeframe, gone.universe, gone.settings)
      )`
}
