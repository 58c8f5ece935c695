import { z } from 'zod'
import { db } from '../../db/client'
import { found } from '../../errors'
import { documentInput } from '../../strategies/documents'
import { keepDraft } from '../../strategies/drafts'
import { nameOf } from '../../workspaces/actor'
import type { ScopedDb } from '../../workspaces/scoped'
import { router, workspaceProcedure } from '../procedures'

const strategyId = z.uuid()

/** Everybody sees their own draft alone. */
export const draftsRouter = router({
  /** The caller's draft, if there is one, and the newest version beside it. */
  get: workspaceProcedure('strategy', 'edit')
    .input(z.object({ strategyId }))
    .query(async ({ ctx, input }) => {
      const latest = await newestVersion(ctx.db, input.strategyId)
      const draft = await ctx.db.strategyDraft.findFirst({
        where: { strategyId: input.strategyId, author: nameOf(ctx.actor) },
        select: { base: true, kind: true, document: true, revision: true },
      })
      return { draft, latest }
    }),

  /** Keeps what is written over the draft of `revision`; says which version is the newest by now. */
  save: workspaceProcedure('strategy', 'edit')
    .input(
      z.object({
        strategyId,
        base: z.number().int().min(1),
        revision: z.number().int().min(0),
        ...documentInput,
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const latest = await newestVersion(ctx.db, input.strategyId)
      // The strategy was found in this workspace, so the plain client may write beside it.
      const { revision } = await keepDraft(db, { ...input, author: nameOf(ctx.actor) })
      return { revision, latest }
    }),

  discard: workspaceProcedure('strategy', 'edit')
    .input(z.object({ strategyId }))
    .mutation(async ({ ctx, input }) => {
      await newestVersion(ctx.db, input.strategyId)
      const { count } = await ctx.db.strategyDraft.deleteMany({
        where: { strategyId: input.strategyId, author: nameOf(ctx.actor) },
      })
      return { discarded: count > 0 }
    }),
})

const newestVersion = async (within: ScopedDb, id: string) =>
  found(
    await within.strategyVersion.findFirst({
      where: { strategyId: id },
      orderBy: { number: 'desc' },
      select: { number: true, createdBy: true, createdAt: true },
    }),
    'strategy',
  )
