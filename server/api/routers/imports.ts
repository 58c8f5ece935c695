// Files of bars: how one would be read, what came of those that were sent, and the symbols they made.
import { z } from 'zod'
import { db } from '../../db/client'
import { found } from '../../errors'
import { HEAD_BYTES } from '../../market/csv/layout'
import { previewOf } from '../../market/csv/preview'
import { type ImportProblem, importFound, importOptions, importProblem } from '../../market/files/options'
import { QUOTAS } from '../../market/files/quota'
import { receiveImport } from '../../market/files/receive'
import { removeSymbol } from '../../market/files/remove'
import { readSample, SAMPLE } from '../../market/files/sample'
import { barStore } from '../../services'
import type { JobProblem } from '../../workers/define'
import { nameOf } from '../../workspaces/actor'
import { router, workspaceProcedure } from '../procedures'
import { jobFields, shownJob } from './jobs'

const SHOWN = 50
const SAMPLE_MAX_BYTES = 2 ** 24

const symbolFields = {
  id: true,
  symbol: true,
  name: true,
  currency: true,
  calendar: true,
  timeframe: true,
  decimals: true,
  source: true,
  bars: true,
  firstTime: true,
  lastTime: true,
  createdAt: true,
  updatedAt: true,
} as const

export const importsRouter = router({
  /** How a file that begins so would be read: its columns, its first rows, and what is wrong with them. */
  preview: workspaceProcedure('market', 'edit')
    .input(
      z.object({
        /** Its first bytes, as base64. */
        head: z.base64().max(Math.ceil(HEAD_BYTES / 3) * 4),
        /** Whether that is all of it. */
        isWhole: z.boolean(),
        zone: importOptions.shape.zone,
        dates: importOptions.shape.dates,
      }),
    )
    .mutation(({ input: { head, isWhole, zone, dates } }) =>
      previewOf(Buffer.from(head, 'base64'), isWhole, {
        ...(zone && { zone }),
        ...(dates && { order: dates }),
      }),
    ),

  /** The files that were sent, newest first. */
  list: workspaceProcedure('market', 'read').query(async ({ ctx }) => {
    const rows = await ctx.db.fileImport.findMany({
      orderBy: { createdAt: 'desc' },
      take: SHOWN,
      select: {
        id: true,
        symbol: true,
        fileName: true,
        bytes: true,
        rows: true,
        readAt: true,
        finishedAt: true,
        found: true,
        problem: true,
        createdBy: true,
        createdAt: true,
      },
    })
    const jobs = await ctx.db.job.findMany({
      where: { subject: { in: rows.map(({ id }) => `import:${id}`) } },
      select: { ...jobFields, subject: true },
    })
    const byImport = new Map(jobs.map(({ subject, ...job }) => [subject, shownJob(job)]))
    return rows.map(({ bytes, found: told, problem, readAt, finishedAt, ...row }) => {
      const job = byImport.get(`import:${row.id}`) ?? null
      return {
        ...row,
        bytes: Number(bytes),
        finishedAt,
        notes: told === null ? [] : importFound.parse(told).notes,
        problem: problemOf(problem),
        job,
        state: stateOf({ readAt, finishedAt, problem: problemOf(problem) }, job?.state ?? null),
      }
    })
  }),

  /** How far a file has come. */
  get: workspaceProcedure('market', 'read', {
    method: 'GET',
    path: '/imports/{importId}',
    summary: 'How far the import of a file has come',
    scope: 'run',
  })
    .input(z.object({ importId: z.uuid() }))
    .output(
      z.object({
        state: z.enum(['reading', 'waiting', 'importing', 'done', 'failed', 'cancelled']),
        symbol: z.string(),
        rows: z.number(),
        progress: z.number().describe('0 to 1'),
        stage: z.string(),
        message: z.string().nullable().describe('Why nothing was imported'),
      }),
    )
    .query(async ({ ctx, input: { importId } }) => {
      const row = found(
        await ctx.db.fileImport.findUnique({
          where: { id: importId },
          select: { symbol: true, rows: true, readAt: true, finishedAt: true, problem: true },
        }),
        'import',
      )
      const job = await ctx.db.job.findFirst({
        where: { subject: `import:${importId}` },
        select: { state: true, progress: true, stage: true, problem: true },
      })
      const problem = problemOf(row.problem)
      const jobProblem = job?.problem as JobProblem | null | undefined // written by the ledger
      const state = stateOf({ ...row, problem }, job?.state ?? null)
      return {
        state,
        symbol: row.symbol,
        rows: row.rows,
        progress: state === 'done' ? 1 : (job?.progress ?? 0),
        stage: job?.stage ?? '',
        message: problem?.message ?? jobProblem?.message ?? null,
      }
    }),

  /** The imported symbols, and how many more the plan has room for. */
  symbols: workspaceProcedure('market', 'read').query(async ({ ctx }) => {
    const rows = await ctx.db.importedSymbol.findMany({ orderBy: { symbol: 'asc' }, select: symbolFields })
    return {
      symbols: rows.map(row => ({
        ...row,
        firstTime: Number(row.firstTime),
        lastTime: Number(row.lastTime),
      })),
      quota: QUOTAS[ctx.workspace.tier],
      bars: rows.reduce((sum, { bars }) => sum + bars, 0),
    }
  }),

  rename: workspaceProcedure('market', 'edit')
    .input(z.object({ symbolId: z.uuid(), name: z.string().trim().min(1, 'Give it a name.').max(120) }))
    .mutation(async ({ ctx, input: { symbolId, name } }) => {
      await ctx.db.importedSymbol.update({ where: { id: symbolId }, data: { name }, select: { id: true } })
    }),

  /** Forgets a symbol and all its bars. */
  remove: workspaceProcedure('market', 'edit')
    .input(z.object({ symbolId: z.uuid() }))
    .mutation(async ({ ctx, input: { symbolId } }) => {
      found(
        await ctx.db.importedSymbol.findUnique({ where: { id: symbolId }, select: { id: true } }),
        'imported symbol',
      )
      await removeSymbol(db, ctx.workspace.id, symbolId)
    }),

  /** Imports the sample, as any file is imported. `jobId` is null when it is there already. */
  sample: workspaceProcedure('market', 'edit').mutation(async ({ ctx }) => {
    const { symbol } = SAMPLE.options
    const there = await ctx.db.importedSymbol.findFirst({ where: { symbol }, select: { id: true } })
    if (there) return { symbol, jobId: null }
    const { jobId } = await receiveImport(
      { db, store: barStore },
      {
        workspaceId: ctx.workspace.id,
        tier: ctx.workspace.tier,
        fileName: SAMPLE.fileName,
        options: SAMPLE.options,
        maxBytes: SAMPLE_MAX_BYTES,
        createdBy: nameOf(ctx.actor),
      },
      readSample(),
    )
    return { symbol, jobId }
  }),
})

const problemOf = (kept: unknown): ImportProblem | null => (kept === null ? null : importProblem.parse(kept))

type State = 'reading' | 'waiting' | 'importing' | 'done' | 'failed' | 'cancelled'

function stateOf(
  {
    readAt,
    finishedAt,
    problem,
  }: {
    readonly readAt: Date | null
    readonly finishedAt: Date | null
    readonly problem: ImportProblem | null
  },
  job: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | null,
): State {
  // the import gives up a moment before its job is told to be cancelled
  if (job === 'cancelled' || problem?.code === 'CANCELLED') return 'cancelled'
  if (problem || job === 'failed') return 'failed'
  if (finishedAt) return 'done'
  if (!readAt) return 'reading'
  return job === 'running' ? 'importing' : 'waiting'
}
