import type { PrismaClient } from '../../generated/prisma/client'
import type { BarStore } from '../store/store'

const DAY_MS = 86_400_000
/** A file that nobody went on with for this long is given up. */
const IMPORT_HOURS = 24

/** What is kept of stored bars. */
export interface BarKeeping {
  readonly store: BarStore
  readonly venues: readonly { readonly storedAs: string; readonly now: () => number }[]
  /** Of minute bars; 0: for ever. */
  readonly days: number
}

/** From where on minute bars are kept: whole days, so that an hourly look cuts once a day. */
export const keptFrom = (now: number, days: number): number =>
  days === 0 ? -Infinity : (Math.floor(now / DAY_MS) - days) * DAY_MS

/** Forgets minute bars of the venues that are older than `days`. Bars of files are their workspace's own. */
export async function trimMinutes({ store, venues, days }: BarKeeping, signal: AbortSignal): Promise<void> {
  if (days === 0) return
  for (const { storedAs, now } of venues)
    for (const { key, first } of await store.summaries({ venue: storedAs, timeframe: '1m' })) {
      signal.throwIfAborted()
      const before = keptFrom(now(), days)
      if (first !== null && first < before) await store.trim(key, before)
    }
}

/** Removes the bars of imports that ended, were given up, or went with their workspace. */
export async function removeOrphans(
  db: Pick<PrismaClient, '$queryRaw'>,
  store: BarStore,
  signal: AbortSignal,
): Promise<void> {
  const orphans = await db.$queryRaw<{ venue: string }[]>`
    select distinct s.venue from "BarSeries" s
    left join "FileImport" i on s.venue = 'import:' || i.id
    where s.venue like 'import:%' and (i.id is null or i."finishedAt" is not null
      or i."createdAt" < now() - ${IMPORT_HOURS}::float8 * interval '1 hour')
    union
    select distinct s.venue from "BarSeries" s
    left join "Workspace" w on s.venue = 'csv:' || w.id
    where s.venue like 'csv:%' and w.id is null`
  for (const { venue } of orphans)
    for (const { key } of await store.summaries({ venue })) {
      signal.throwIfAborted()
      await store.remove(key)
    }
}
