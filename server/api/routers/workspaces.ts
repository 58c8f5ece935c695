import { z } from 'zod'
import { db } from '../../db/client'
import { Tier } from '../../generated/prisma/enums'
import { createWorkspace, removeWorkspace, renameWorkspace } from '../../workspaces/workspaces'
import { router, userProcedure, workspaceProcedure } from '../procedures'

const name = z.string().trim().min(1, 'Give it a name.').max(60, 'At most 60 characters.')

export const workspacesRouter = router({
  /** The workspace itself; for a program, the way to see that its key works. */
  show: workspaceProcedure('workspace', 'read', {
    method: 'GET',
    path: '/workspace',
    summary: 'The workspace that the key opens',
    scope: 'read',
  })
    .output(
      z.object({
        id: z.string(),
        name: z.string(),
        slug: z.string(),
        tier: z.enum(Tier),
        isDemo: z.boolean(),
      }),
    )
    .query(({ ctx }) => ctx.workspace),

  create: userProcedure
    .input(z.object({ name }))
    .mutation(({ ctx, input }) => createWorkspace(db, ctx, input.name)),

  rename: workspaceProcedure('workspace', 'edit')
    .input(z.object({ name }))
    .mutation(({ ctx, input }) => renameWorkspace(db, ctx, ctx.workspace.id, input.name)),

  remove: workspaceProcedure('workspace', 'remove').mutation(async ({ ctx }) => {
    await removeWorkspace(db, ctx, ctx.workspace.id)
  }),
})
