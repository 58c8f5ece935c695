import { found, refuse } from '../errors'
import type { PrismaClient } from '../generated/prisma/client'
import { enqueue } from '../workers/enqueue'
import { askAgain, cancelJob } from '../workers/ledger'

// A pause is a job that was stopped and whose row says that it goes on later. Finished parts are kept however it was stopped.

const fields = {
  id: true,
  name: true,
  workspaceId: true,
  createdBy: true,
  pausedAt: true,
  outcome: true,
  job: { select: { id: true, state: true } },
} as const

const load = async (db: PrismaClient, id: string) =>
  found(await db.optimisation.findUnique({ where: { id }, select: fields }), 'optimisation')

const mark = (db: PrismaClient, id: string, pausedAt: Date | null) =>
  db.optimisation.update({ where: { id }, data: { pausedAt }, select: { id: true } })

/** Stops a search that waits or runs; `resume` goes on with what is left. */
export async function pause(db: PrismaClient, id: string, now: Date): Promise<void> {
  const { job, pausedAt } = await load(db, id)
  await mark(db, id, now)
  if (job && (await cancelJob(db, job.id))) return
  await mark(db, id, pausedAt)
  refuse('NOT_POSSIBLE_NOW', 'This search neither waits nor runs, so there is nothing to pause.')
}

/** Goes on with a paused search. */
export async function resume(db: PrismaClient, id: string): Promise<{ readonly jobId: string }> {
  const { job, pausedAt, outcome, name, workspaceId, createdBy } = await load(db, id)
  if (outcome || !pausedAt)
    refuse('NOT_POSSIBLE_NOW', 'This search is not paused, so there is nothing to go on with.')
  if (job && (await askAgain(db, job.id))) {
    await mark(db, id, null)
    return { jobId: job.id }
  }
  if (job)
    refuse('NOT_POSSIBLE_NOW', 'The search is still stopping. Try again in a moment.', { state: job.state })
  // jobs are not kept as long as searches
  return db.$transaction(async tx => {
    await tx.optimisation.update({ where: { id }, data: { pausedAt: null }, select: { id: true } })
    const made = await enqueue(
      tx,
      'optimise.run',
      { optimisationId: id, title: `Optimise ${name}`.slice(0, 300) },
      { workspaceId, createdBy, optimisationId: id, subject: `optimise:${id}` },
    )
    return { jobId: made.id }
  })
}

/** Stops a search for good. Its finished trials stay to be looked at. */
export async function cancel(db: PrismaClient, id: string): Promise<{ readonly asked: boolean }> {
  const { job, pausedAt, outcome } = await load(db, id)
  if (outcome) return { asked: false }
  const stopped = job !== null && (await cancelJob(db, job.id))
  if (pausedAt) await mark(db, id, null)
  return { asked: stopped || pausedAt !== null }
}
