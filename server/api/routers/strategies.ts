import { z } from 'zod'
import type { Program } from '../../../sandbox/ir/program'
import { db } from '../../db/client'
import { found } from '../../errors'
import { compileDocument } from '../../guests/compile'
import { createStrategy, documentInput, saveVersion } from '../../strategies/documents'
import { nameOf } from '../../workspaces/actor'
import { record } from '../../workspaces/audit'
import { router, workspaceProcedure } from '../procedures'

const strategyId = z.uuid()
const name = z.string().trim().min(1, 'Give it a name.').max(80, 'At most 80 characters.')
const summary = z.string().trim().max(500, 'At most 500 characters.')

const versionFields = {
  id: true,
  number: true,
  kind: true,
  digest: true,
  message: true,
  createdBy: true,
  createdAt: true,
} as const

const strategyFields = {
  id: true,
  name: true,
  summary: true,
  createdBy: true,
  createdAt: true,
  updatedAt: true,
  archivedAt: true,
} as const

export const strategiesRouter = router({
  list: workspaceProcedure('strategy', 'read')
    .input(z.object({ archived: z.boolean().default(false) }))
    .query(async ({ ctx, input }) => {
      const rows = await ctx.db.strategy.findMany({
        where: { archivedAt: input.archived ? { not: null } : null },
        orderBy: { updatedAt: 'desc' },
        take: 1_000,
        select: {
          ...strategyFields,
          versions: { orderBy: { number: 'desc' }, take: 1, select: versionFields },
          _count: { select: { screens: true } },
        },
      })
      return rows.map(({ versions: [latest], _count, ...strategy }) => ({
        ...strategy,
        latest: latest ?? null,
        screens: _count.screens,
      }))
    }),

  /** A strategy with one version's document: the newest, or the one asked for. */
  get: workspaceProcedure('strategy', 'read')
    .input(z.object({ strategyId, version: z.number().int().min(1).optional() }))
    .query(async ({ ctx, input }) => {
      const row = found(
        await ctx.db.strategy.findUnique({
          where: { id: input.strategyId },
          select: {
            ...strategyFields,
            versions: {
              where: input.version === undefined ? {} : { number: input.version },
              orderBy: { number: 'desc' },
              take: 1,
              select: { ...versionFields, document: true, program: true },
            },
            screens: { orderBy: { createdAt: 'asc' }, select: { id: true, name: true, timeframe: true } },
            _count: { select: { versions: true } },
          },
        }),
        'strategy',
      )
      const { versions, _count, ...strategy } = row
      const { program, ...version } = found(versions[0], 'version')
      // versions are numbered from 1 and never taken away
      return {
        ...strategy,
        newest: _count.versions,
        version: { ...version, outline: outline(program as Program | null) },
      } // ours
    }),

  create: workspaceProcedure('strategy', 'edit')
    .input(z.object({ name, summary: summary.default(''), ...documentInput }))
    .mutation(async ({ ctx, input }) => {
      const result = await compileDocument({ kind: input.kind, document: input.document })
      const made = await createStrategy(db, {
        ...input,
        workspaceId: ctx.workspace.id,
        program: result.ok ? result.program : null,
        createdBy: nameOf(ctx.actor),
      })
      return { strategyId: made.id, version: 1, ...shown(result) }
    }),

  /** Saves what was edited from version `base`. A document with problems is kept too; it just can't run. */
  save: workspaceProcedure('strategy', 'edit')
    .input(
      z.object({
        strategyId,
        base: z.number().int().min(1),
        message: z.string().trim().max(200).default(''),
        ...documentInput,
      }),
    )
    .mutation(async ({ ctx, input }) => {
      found(
        await ctx.db.strategy.findUnique({ where: { id: input.strategyId }, select: { id: true } }),
        'strategy',
      )
      const result = await compileDocument({ kind: input.kind, document: input.document })
      // The strategy was found in this workspace, so the plain client may change it.
      const { number, saved } = await saveVersion(db, {
        ...input,
        program: result.ok ? result.program : null,
        createdBy: nameOf(ctx.actor),
      })
      return { version: number, saved, ...shown(result) }
    }),

  /** Makes an older version the newest again, as a version of its own. */
  restore: workspaceProcedure('strategy', 'edit')
    .input(z.object({ strategyId, version: z.number().int().min(1), base: z.number().int().min(1) }))
    .mutation(async ({ ctx, input }) => {
      const old = found(
        await ctx.db.strategyVersion.findFirst({
          where: { strategyId: input.strategyId, number: input.version },
          select: { kind: true, document: true },
        }),
        'version',
      )
      // compiled anew: the compiler may have learned something since
      const result = await compileDocument(old)
      const { number, saved } = await saveVersion(db, {
        ...old,
        strategyId: input.strategyId,
        base: input.base,
        message: `Version ${input.version} again`,
        program: result.ok ? result.program : null,
        createdBy: nameOf(ctx.actor),
      })
      return { version: number, saved, ...shown(result) }
    }),

  rename: workspaceProcedure('strategy', 'edit')
    .input(z.object({ strategyId, name, summary: summary.optional() }))
    .mutation(({ ctx, input }) =>
      ctx.db.strategy.update({
        where: { id: input.strategyId },
        data: { name: input.name, ...(input.summary !== undefined && { summary: input.summary }) },
        select: strategyFields,
      }),
    ),

  /** Puts a strategy away or takes it out again. Nothing of it is lost, and its screens stay. */
  archive: workspaceProcedure('strategy', 'edit')
    .input(z.object({ strategyId, archived: z.boolean() }))
    .mutation(({ ctx, input: { strategyId: id, archived } }) =>
      ctx.db.$transaction(async tx => {
        const strategy = await tx.strategy.update({
          where: { id },
          data: { archivedAt: archived ? ctx.now() : null },
          select: strategyFields,
        })
        await record(tx, ctx, {
          workspaceId: ctx.workspace.id,
          action: archived ? 'strategy.archived' : 'strategy.restored',
          subject: strategy.name,
        })
        return strategy
      }),
    ),

  /** Newest first. */
  versions: workspaceProcedure('strategy', 'read')
    .input(z.object({ strategyId }))
    .query(async ({ ctx, input }) =>
      ctx.db.strategyVersion.findMany({
        where: { strategyId: input.strategyId },
        orderBy: { number: 'desc' },
        take: 500,
        select: versionFields,
      }),
    ),

  /** Compiles without saving. */
  check: workspaceProcedure('strategy', 'edit')
    .input(z.object(documentInput))
    .mutation(async ({ input }) =>
      shown(await compileDocument({ kind: input.kind, document: input.document })),
    ),
})

type Compiled = Awaited<ReturnType<typeof compileDocument>>

const shown = (result: Compiled) =>
  result.ok
    ? { ok: true as const, outline: outline(result.program), problems: result.problems }
    : { ok: false as const, outline: null, problems: result.problems }

/** What people ask of a program without its nodes. */
function outline(program: Program | null) {
  if (!program) return null
  const { digest, name: title, timeframe, params, outputs, columns, nodes } = program
  return {
    digest,
    name: title,
    timeframe,
    params,
    outputs: Object.keys(outputs),
    columns: columns.map(column => column.name),
    nodes: nodes.length,
  }
}
