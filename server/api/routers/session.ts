import { z } from 'zod'
import { db } from '../../db/client'
import { found } from '../../errors'
import { permissionsFor } from '../../workspaces/roles'
import { openProcedure, router, userProcedure } from '../procedures'

export const sessionRouter = router({
  /** Who am I and where can I go. Open, because a page asks it to learn that nobody is signed in. */
  me: openProcedure.query(async ({ ctx: { actor, mail, oauthProviders } }) => ({
    user:
      actor.kind === 'user'
        ? { id: actor.id, name: actor.name, email: actor.isGuest ? '' : actor.email, isGuest: actor.isGuest }
        : null,
    workspaces: actor.kind === 'user' ? await workspacesOf(actor) : [],
    oauthProviders: [...oauthProviders],
    mailIsConfigured: mail.isConfigured,
  })),

  /** Where the caller is signed in, the place used last first. */
  list: userProcedure.query(async ({ ctx: { actor, now } }) => {
    const sessions = await db.session.findMany({
      where: { userId: actor.id, expiresAt: { gt: now() } },
      orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
      take: 100,
      select: { id: true, ipAddress: true, userAgent: true, createdAt: true, updatedAt: true },
    })
    return sessions.map(session => ({ ...session, isThis: session.id === actor.sessionId }))
  }),

  /** Signs the caller out in one place. Sockets opened by it close within seconds. */
  end: userProcedure
    .input(z.object({ sessionId: z.string().min(1).max(64) }))
    .mutation(async ({ ctx: { actor }, input }) => {
      const { count } = await db.session.deleteMany({ where: { id: input.sessionId, userId: actor.id } })
      found(count > 0 ? count : null, 'session')
    }),
})

async function workspacesOf({ id: userId, isGuest }: { id: string; isGuest: boolean }) {
  const members = await db.member.findMany({
    where: { userId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      role: true,
      workspace: { select: { id: true, name: true, slug: true, isDemo: true, tier: true } },
    },
  })
  return members.map(({ role, workspace }) => ({
    ...workspace,
    role,
    permissions: permissionsFor(role, isGuest),
  }))
}
