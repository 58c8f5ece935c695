import { refuse } from '../errors'
import type { PrismaClient } from '../generated/prisma/client'
import type { SeriesKey } from '../market/store/series'
import { enqueueAnew } from './enqueue'
import type { Payload } from './jobs'

type SeriesJob = 'market.backfill' | 'market.repair'

/** Waiting and running at once in a workspace: a venue is everybody's. */
const MOST_ACTIVE = 10

/** What a job on stored bars is about, as its row says it. */
export const subjectOf = ({ venue, symbol, timeframe }: SeriesKey): string =>
  `bars:${venue}:${symbol}:${timeframe}`

/** One job of a kind at a time for a workspace and series; while there is one, that is the answer. */
export async function askForSeries<Name extends SeriesJob>(
  db: PrismaClient,
  name: Name,
  payload: Payload<Name>,
  { workspaceId, createdBy }: { readonly workspaceId: string; readonly createdBy: string | null },
): Promise<{ readonly jobId: string; readonly created: boolean }> {
  const subject = subjectOf(payload)
  return db.$transaction(async tx => {
    const { id, created } = await enqueueAnew(tx, name, payload, {
      workspaceId,
      createdBy,
      subject,
      key: `${name} ${workspaceId} ${subject}`,
    })
    const active = await tx.job.count({
      where: {
        workspaceId,
        name: { in: ['market.backfill', 'market.repair'] satisfies SeriesJob[] },
        state: { in: ['queued', 'running'] },
      },
    })
    if (created && active > MOST_ACTIVE)
      refuse(
        'NOT_POSSIBLE_NOW',
        `${MOST_ACTIVE} jobs on bars wait or run in this workspace. Wait for one to end, or cancel one.`,
        { limit: MOST_ACTIVE },
      )
    return { jobId: id, created }
  })
}
