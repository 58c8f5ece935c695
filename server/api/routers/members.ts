import { z } from 'zod'
import { db } from '../../db/client'
import { refuse } from '../../errors'
import { Role } from '../../generated/prisma/enums'
import { invitationsByUser, invitationsToAddress, spend } from '../../http/limits'
import { digestOf, takeShared } from '../../http/sharedAllowance'
import { cancelInvitation, invite } from '../../workspaces/invitations'
import { invitationLink } from '../../workspaces/links'
import { changeRole, leaveWorkspace, removeMember } from '../../workspaces/members'
import { isAllowed } from '../../workspaces/roles'
import { router, workspaceProcedure } from '../procedures'

const role = z.enum(Role)

export const membersRouter = router({
  /** Members, and open invitations for those who may invite: an invitation's link is as good as the invitation. */
  list: workspaceProcedure('members', 'read').query(async ({ ctx }) => {
    const mayInvite = ctx.role !== null && isAllowed(ctx.role, 'members:edit')
    const [members, invitations] = await Promise.all([
      ctx.db.member.findMany({
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          role: true,
          createdAt: true,
          user: { select: { id: true, name: true, email: true } },
        },
      }),
      mayInvite
        ? ctx.db.invitation.findMany({
            where: { state: 'pending', expiresAt: { gt: ctx.now() } },
            orderBy: { createdAt: 'desc' },
            select: {
              id: true,
              email: true,
              role: true,
              expiresAt: true,
              inviter: { select: { name: true } },
            },
          })
        : [],
    ])
    return {
      members: members.map(({ user, ...member }) => ({
        ...member,
        userId: user.id,
        name: user.name,
        email: user.email,
      })),
      invitations: invitations.map(({ inviter, ...invitation }) => ({
        ...invitation,
        inviterName: inviter.name,
        link: invitationLink(ctx.publicUrl, invitation.id),
      })),
    }
  }),

  setRole: workspaceProcedure('members', 'edit')
    .input(z.object({ memberId: z.string().max(64), role }))
    .mutation(async ({ ctx, input }) => {
      const member = await changeRole(db, ctx, ctx.workspace.id, input.memberId, input.role)
      return { id: member.id, role: member.role }
    }),

  remove: workspaceProcedure('members', 'edit')
    .input(z.object({ memberId: z.string().max(64) }))
    .mutation(async ({ ctx, input }) => {
      await removeMember(db, ctx, ctx.workspace.id, input.memberId)
    }),

  /** Everybody may leave; the last owner may not. */
  leave: workspaceProcedure('workspace', 'read').mutation(async ({ ctx }) => {
    await leaveWorkspace(db, ctx, ctx.workspace.id)
  }),

  invite: workspaceProcedure('members', 'edit')
    .input(z.object({ email: z.email('This is no e-mail address.').max(254), role: role.default('member') }))
    .mutation(async ({ ctx, input }) => {
      const { actor } = ctx
      if (actor.kind !== 'user') refuse('NOT_ALLOWED')
      const nowMs = ctx.now().getTime()
      spend(invitationsByUser.name, await takeShared(db, invitationsByUser, actor.id, nowMs))
      spend(
        invitationsToAddress.name,
        await takeShared(db, invitationsToAddress, digestOf(input.email), nowMs),
      )
      return invite(
        db,
        ctx.mail,
        { actor, ip: ctx.ip },
        { ...input, workspaceId: ctx.workspace.id, publicUrl: ctx.publicUrl, now: ctx.now() },
      )
    }),

  cancelInvitation: workspaceProcedure('members', 'edit')
    .input(z.object({ invitationId: z.string().max(64) }))
    .mutation(async ({ ctx, input }) => {
      await cancelInvitation(db, ctx, ctx.workspace.id, input.invitationId)
    }),
})
