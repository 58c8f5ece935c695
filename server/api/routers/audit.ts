import { z } from 'zod'
import { router, workspaceProcedure } from '../procedures'

export const auditRouter = router({
  /** Newest first; `cursor` is the last id of the page before. */
  list: workspaceProcedure('audit', 'read')
    .input(z.object({ cursor: z.uuid().optional(), limit: z.number().int().min(1).max(200).default(50) }))
    .query(async ({ ctx, input: { cursor, limit } }) => {
      const entries = await ctx.db.auditEntry.findMany({
        // Ids are UUIDs of version 7: their order is the order of creation.
        where: cursor ? { id: { lt: cursor } } : {},
        orderBy: { id: 'desc' },
        take: limit,
        select: {
          id: true,
          actor: true,
          actorName: true,
          action: true,
          subject: true,
          details: true,
          createdAt: true,
        },
      })
      return { entries, next: entries.length === limit ? (entries.at(-1)?.id ?? null) : null }
    }),
})
