import { tracked } from '@trpc/server'
import { z } from 'zod'
import { db } from '../../db/client'
import { found } from '../../errors'
import { JobState } from '../../generated/prisma/enums'
import { topics } from '../../notices'
import { bus } from '../../services'
import type { JobProblem } from '../../workers/define'
import { cancelJob } from '../../workers/ledger'
import type { ScopedDb } from '../../workspaces/scoped'
import { nextOf, pageOf, pageShape } from '../pages'
import { router, workspaceProcedure } from '../procedures'

export const jobFields = {
  id: true,
  name: true,
  title: true,
  state: true,
  progress: true,
  stage: true,
  attempt: true,
  problem: true,
  cancelAskedAt: true,
  createdBy: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  screenRunId: true,
  backtestId: true,
  optimisationId: true,
  screenRun: { select: { screenId: true } },
  optimisation: { select: { pausedAt: true } },
} as const

const ACTIVE_LIMIT = 200

export const jobsRouter = router({
  /** Newest first. */
  list: workspaceProcedure('job', 'read')
    .input(
      z.object({
        states: z.array(z.enum(JobState)).max(5).optional(),
        ...pageShape,
      }),
    )
    .query(async ({ ctx, input: { states, ...page } }) => {
      const rows = await ctx.db.job.findMany({
        where: states === undefined ? {} : { state: { in: states } },
        ...pageOf(page),
        select: jobFields,
      })
      return { jobs: rows.map(shownJob), next: nextOf(rows, page) }
    }),

  get: workspaceProcedure('job', 'read')
    .input(z.object({ jobId: z.uuid() }))
    .query(async ({ ctx, input }) =>
      shownJob(found(await ctx.db.job.findUnique({ where: { id: input.jobId }, select: jobFields }), 'job')),
    ),

  /** Asks a job to stop. `asked` is false when it was over already. */
  cancel: workspaceProcedure('job', 'cancel')
    .input(z.object({ jobId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      found(await ctx.db.job.findUnique({ where: { id: input.jobId }, select: { id: true } }), 'job')
      // The row was found in this workspace, so the plain client may change it.
      return { asked: await cancelJob(db, input.jobId) }
    }),

  /** The workspace's jobs that wait or run, then every change of any job as it happens. */
  watch: workspaceProcedure('job', 'read')
    .input(z.object({ lastEventId: z.string().max(100).nullish() }))
    .subscription(async function* ({ ctx, signal }) {
      const heard = bus.subscribe([topics.jobs(ctx.workspace.id)], signal)
      // Without it the list below would be read before anything is heard, and be read again at once.
      await bus.ready().catch(() => {})
      let told = 0
      const all = async () => tracked(`${++told}`, { kind: 'active' as const, jobs: await active(ctx.db) })
      try {
        yield await all()
        for await (const event of heard) {
          if (event.kind === 'resync') yield await all()
          else if (event.notice.kind === 'job') {
            const { id, state, progress, stage } = event.notice
            yield tracked(`${++told}`, { kind: 'change' as const, job: { id, state, progress, stage } })
          }
        }
      } finally {
        heard.close()
      }
    }),
})

export const shownJob = <Row extends { problem: unknown }>(row: Row) => ({
  ...row,
  problem: row.problem as JobProblem | null, // written by the ledger
})

async function active(from: ScopedDb) {
  const rows = await from.job.findMany({
    where: { state: { in: ['queued', 'running'] } },
    orderBy: { createdAt: 'desc' },
    take: ACTIVE_LIMIT,
    select: jobFields,
  })
  return rows.map(shownJob)
}
