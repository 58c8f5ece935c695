import type { PrismaClient } from '../../generated/prisma/client'
import { importSweeps } from '../../market/files/sweep'
import { type BarKeeping, removeOrphans, trimMinutes } from '../../market/source/retention'
import type { Handlers } from '../define'
import type { jobs } from '../jobs'

const DAY_MS = 86_400_000
/** Finished jobs are news for a week; results are kept for long, but of each screen only the newest runs. */
const JOB_DAYS = 7
const OUTBOX_DAYS = 30
const HEARTBEAT_DAYS = 1
const RUNS_A_SCREEN = 200

export const upkeepPrune =
  (db: PrismaClient, bars: BarKeeping): Handlers<typeof jobs>['upkeep.prune'] =>
  async (_, { signal, progress }) => {
    const steps: (() => Promise<unknown>)[] = [
      () => db.$executeRaw`
        delete from "ScreenRun" where id in (
          select id from (
            select id, row_number() over (partition by "screenId" order by "barTime" desc) as place
            from "ScreenRun" where "finishedAt" is not null
          ) ranked where place > ${RUNS_A_SCREEN} limit 5000)`,
      () => db.$executeRaw`
        delete from "Job" where state in ('done', 'failed', 'cancelled')
          and "finishedAt" < now() - ${JOB_DAYS * DAY_MS}::float8 * interval '1 millisecond'`,
      // its last backtest went with a strategy
      () => db.$executeRaw`
        delete from "BacktestResult" r where not exists (select 1 from "Backtest" b where b."resultId" = r.id)`,
      () => db.$executeRaw`
        delete from "Outbox" where coalesce("deliveredAt", "gaveUpAt") < now() - ${OUTBOX_DAYS * DAY_MS}::float8 * interval '1 millisecond'`,
      () => db.$executeRaw`
        delete from "Heartbeat" where at < now() - ${HEARTBEAT_DAYS * DAY_MS}::float8 * interval '1 millisecond'`,
      () => trimMinutes(bars, signal),
      () => removeOrphans(db, bars.store, signal),
      ...importSweeps(db),
    ]
    for (const [done, step] of steps.entries()) {
      signal.throwIfAborted()
      await step()
      progress((done + 1) / steps.length)
    }
  }
