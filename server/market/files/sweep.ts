import type { PrismaClient } from '../../generated/prisma/client'

/** A file that is still being read after so long has lost its reader. */
const READING_HOURS = 12
const KEPT_DAYS = 30

/** Steps that clear up after imports that never came to their end. */
export const importSweeps = (db: PrismaClient): readonly (() => Promise<unknown>)[] => [
  () => db.$executeRaw`
    update "FileImport" set "finishedAt" = now(),
      problem = '{"code": "INTERRUPTED", "message": "The file did not come to its end. Import it again."}'
    where "readAt" is null and "finishedAt" is null
      and "createdAt" < now() - ${READING_HOURS}::int * interval '1 hour'`,
  () => db.$executeRaw`
    delete from "BarSeries" b where b.venue like 'import:%' and not exists (
      select from "FileImport" f where 'import:' || f.id::text = b.venue and f."finishedAt" is null and (
        f."readAt" is null
        or exists (select from "Job" j where j.key = 'market.import ' || f.id::text and j.state in ('queued', 'running'))))`,
  () => db.$executeRaw`
    delete from "FileImport" where "finishedAt" < now() - ${KEPT_DAYS}::int * interval '1 day'`,
]
