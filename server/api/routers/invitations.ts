import { z } from 'zod'
import { db } from '../../db/client'
import { acceptInvitation, showInvitation } from '../../workspaces/invitations'
import { openProcedure, router, userProcedure } from '../procedures'

const byId = z.object({ invitationId: z.string().max(64) })

export const invitationsRouter = router({
  /** Open, because the invited person has no account yet. The id is the secret: 122 random bits, sent to them alone. */
  show: openProcedure
    .input(byId)
    .query(({ ctx, input }) => showInvitation(db, input.invitationId, ctx.now())),

  accept: userProcedure
    .input(byId)
    .mutation(({ ctx, input }) => acceptInvitation(db, ctx, input.invitationId, ctx.now())),
})
