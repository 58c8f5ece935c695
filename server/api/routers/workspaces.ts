import { z } from 'zod'
import { db } from '../../db/client'
import { createWorkspace, removeWorkspace, renameWorkspace } from '../../workspaces/workspaces'
import { router, userProcedure, workspaceProcedure } from '../procedures'

const name = z.string().trim().min(1, 'Give it a name.').max(60, 'At most 60 characters.')

export const workspacesRouter = router({
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
