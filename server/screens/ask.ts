import type { Program } from '../../sandbox/ir/program'
import { isTimeframe } from '../../sandbox/ir/timeframe'
import { refuse } from '../errors'
import type { Prisma, PrismaClient } from '../generated/prisma/client'
import type { Market } from '../market/market'
import type { JobState } from '../notices'
import { lastClosedBar } from '../scheduler/due'
import { enqueue } from '../workers/enqueue'
import { askAgain } from '../workers/ledger'

export interface RunAsked {
  readonly runId: string
  readonly jobId: string
  /** False: this run existed; it is not computed again. */
  readonly created: boolean
}

export interface RunWanted {
  readonly workspaceId: string
  readonly screenId: string
  readonly versionId: string
  readonly digest: string
  /** Names of the program's columns, in order. */
  readonly columns: readonly string[]
  readonly barTime: number
  readonly title: string
  readonly createdBy: string | null
}

/**
 * The run of a screen's version at a bar: the one there is, or a new one with its job. A failed or cancelled one is
 * started over, and goes on from the rows it has.
 */
export async function askForRun(db: PrismaClient, wanted: RunWanted): Promise<RunAsked> {
  const asked = await db.$transaction(async tx => findOrCreate(tx, wanted))
  if (!asked.created && (asked.state === 'failed' || asked.state === 'cancelled'))
    await askAgain(db, asked.jobId)
  return asked
}

/** The run of a screen at its newest closed bar, by the newest version of its strategy that compiles. */
export async function askForLatest(
  db: PrismaClient,
  market: Market,
  screenId: string,
  createdBy: string | null,
): Promise<RunAsked & { readonly barTime: number }> {
  const screen = await db.screen.findUniqueOrThrow({
    where: { id: screenId },
    select: {
      workspaceId: true,
      name: true,
      venue: true,
      timeframe: true,
      strategy: {
        select: {
          name: true,
          versions: {
            where: { digest: { not: null } },
            orderBy: { number: 'desc' },
            take: 1,
            select: { id: true, digest: true, program: true },
          },
        },
      },
    },
  })
  const [version] = screen.strategy.versions
  if (!version?.digest)
    refuse(
      'DOES_NOT_COMPILE',
      `No version of ${screen.strategy.name} compiles yet. Open it and correct its problems.`,
    )
  const provider = market.at(screen.venue, screen.workspaceId)
  if (!provider || !isTimeframe(screen.timeframe))
    refuse('NOT_POSSIBLE_NOW', `There are no ${screen.timeframe} bars of ${screen.venue} here any more.`)
  const program = version.program as unknown as Program // written by the compiler, with this digest
  const barTime =
    (provider.latestBar
      ? await provider.latestBar(screen.timeframe)
      : lastClosedBar(screen.timeframe, provider.now())) ??
    refuse(
      'NOT_POSSIBLE_NOW',
      `${screen.venue} has no ${screen.timeframe} bars. Import a file with bars as long or shorter.`,
    )
  const asked = await askForRun(db, {
    workspaceId: screen.workspaceId,
    screenId,
    versionId: version.id,
    digest: version.digest,
    columns: program.columns.map(column => column.name),
    barTime,
    title: `${screen.name}: ${screen.venue} ${screen.timeframe}, bar of ${new Date(barTime).toISOString().slice(0, 16)}Z`,
    createdBy,
  })
  return { ...asked, barTime }
}

async function findOrCreate(
  tx: Prisma.TransactionClient,
  { workspaceId, screenId, versionId, digest, columns, barTime, title, createdBy }: RunWanted,
): Promise<RunAsked & { readonly state: JobState }> {
  const [made] = await tx.screenRun.createManyAndReturn({
    data: [{ workspaceId, screenId, versionId, digest, columns: [...columns], barTime: new Date(barTime) }],
    skipDuplicates: true,
    select: { id: true },
  })
  if (made) {
    const job = await enqueue(
      tx,
      'screen.run',
      { runId: made.id, title },
      { workspaceId, createdBy, screenRunId: made.id },
    )
    return { runId: made.id, jobId: job.id, created: true, state: 'queued' }
  }
  const there = await tx.screenRun.findUniqueOrThrow({
    where: { screenId_versionId_barTime: { screenId, versionId, barTime: new Date(barTime) } },
    select: { id: true, job: { select: { id: true, state: true } } },
  })
  if (there.job) return { runId: there.id, jobId: there.job.id, created: false, state: there.job.state }
  // Jobs are kept for a shorter time than runs; a finished run has no need of one, an unfinished one gets another.
  const job = await enqueue(
    tx,
    'screen.run',
    { runId: there.id, title },
    { workspaceId, createdBy, screenRunId: there.id },
  )
  return { runId: there.id, jobId: job.id, created: false, state: 'queued' }
}
