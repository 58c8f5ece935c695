import { z } from 'zod'
import { db } from '../../db/client'
import { KeyScope } from '../../generated/prisma/enums'
import { createKey, listKeys, revokeKey } from '../../workspaces/apiKeys'
import { router, workspaceProcedure } from '../procedures'

const DAY_MS = 86_400_000

export const apiKeysRouter = router({
  list: workspaceProcedure('apiKeys', 'read').query(({ ctx }) => listKeys(db, ctx.workspace.id)),

  create: workspaceProcedure('apiKeys', 'edit')
    .input(
      z.object({
        name: z.string().trim().min(1, 'Give it a name.').max(60, 'At most 60 characters.'),
        scopes: z.array(z.enum(KeyScope)).min(1, 'Choose at least one scope.').max(3),
        /** null: until it is revoked. */
        expiresInDays: z.number().int().min(1).max(730).nullable().default(90),
      }),
    )
    .mutation(({ ctx, input: { name, scopes, expiresInDays } }) => {
      const now = ctx.now()
      const expiresAt = expiresInDays === null ? null : new Date(now.getTime() + expiresInDays * DAY_MS)
      return createKey(db, ctx, { workspaceId: ctx.workspace.id, name, scopes, expiresAt, now })
    }),

  revoke: workspaceProcedure('apiKeys', 'edit')
    .input(z.object({ keyId: z.uuid() }))
    .mutation(async ({ ctx, input }) => {
      await revokeKey(db, ctx, ctx.workspace.id, input.keyId, ctx.now())
    }),
})
