import { db } from '../../db/client'
import { permissionsFor } from '../../workspaces/roles'
import { openProcedure, router } from '../procedures'

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
