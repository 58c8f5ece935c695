// An invitation is a link for one address. It holds for a week, once.

import { found, Refusal, refuse } from '../errors'
import type { PrismaClient } from '../generated/prisma/client'
import type { Role } from '../generated/prisma/enums'
import type { Mail } from '../mail'
import type { UserActor } from './actor'
import { type By, record } from './audit'
import { invitationLink } from './links'
import { lock } from './members'
import { mayHandle } from './roles'

const DAYS = 7
const PENDING_LIMIT = 100

export type Inviting = {
  readonly workspaceId: string
  readonly email: string
  readonly role: Role
  readonly publicUrl: string
  readonly now: Date
}

/** Invites an address, replacing an earlier invitation to it. The link goes out by mail when there is a mail server. */
export async function invite(
  db: PrismaClient,
  mail: Mail,
  by: By & { actor: UserActor },
  { workspaceId, email: written, role, publicUrl, now }: Inviting,
) {
  const email = written.trim().toLowerCase()
  const { invitation, workspaceName } = await db.$transaction(async tx => {
    await lock(tx, workspaceId)
    const acting = found(
      await tx.member.findUnique({
        where: { workspaceId_userId: { workspaceId, userId: by.actor.id } },
        select: { role: true, workspace: { select: { name: true } } },
      }),
      'workspace',
    )
    if (!mayHandle(acting.role, role)) {
      refuse(
        'NOT_ALLOWED',
        `As ${acting.role} you can't invite an ${role}. Invite a lower role, or ask an owner.`,
      )
    }
    const already = await tx.member.findFirst({
      where: { workspaceId, user: { email } },
      select: { id: true },
    })
    if (already) refuse('ALREADY_EXISTS', `${email} is a member of this workspace already.`)
    await tx.invitation.updateMany({
      where: { workspaceId, email, state: 'pending' },
      data: { state: 'cancelled' },
    })
    const pending = await tx.invitation.count({
      where: { workspaceId, state: 'pending', expiresAt: { gt: now } },
    })
    if (pending >= PENDING_LIMIT) {
      refuse('TIER_LIMIT', `${pending} invitations are open, which is the limit. Cancel some first.`, {
        limit: PENDING_LIMIT,
      })
    }
    const invitation = await tx.invitation.create({
      data: {
        workspaceId,
        email,
        role,
        inviterId: by.actor.id,
        expiresAt: new Date(now.getTime() + DAYS * 86_400_000),
      },
      select: { id: true, email: true, role: true, expiresAt: true },
    })
    await record(tx, by, { workspaceId, action: 'member.invited', subject: email, details: { role } })
    return { invitation, workspaceName: acting.workspace.name }
  })
  const link = invitationLink(publicUrl, invitation.id)
  const letter = {
    to: email,
    subject: `${by.actor.name} invites you to ${workspaceName}`,
    text: [
      'Hello,',
      `${by.actor.name} (${by.actor.email}) invites you to the workspace "${workspaceName}" as ${role}. Join here within ${DAYS} days:`,
      link,
      'If you do not know them, do nothing.',
    ],
  }
  // A mail server that is down takes nothing back: the inviter sees the link and can hand it over.
  const mailed = await mail.send(letter).then(
    () => mail.isConfigured,
    () => false,
  )
  return { ...invitation, link, mailed }
}

export async function cancelInvitation(
  db: PrismaClient,
  by: By,
  workspaceId: string,
  id: string,
): Promise<void> {
  await db.$transaction(async tx => {
    await lock(tx, workspaceId)
    const { email, state } = found(
      await tx.invitation.findUnique({ where: { id, workspaceId }, select: { email: true, state: true } }),
      'invitation',
    )
    if (state !== 'pending') refuse('INVITATION_OVER', 'This invitation was already used or withdrawn.')
    await tx.invitation.update({ where: { id }, data: { state: 'cancelled' } })
    await record(tx, by, { workspaceId, action: 'invitation.cancelled', subject: email })
  })
}

/** What the holder of the link may know before they sign in. */
export async function showInvitation(db: PrismaClient, id: string, now: Date) {
  const { state, expiresAt, workspace, inviter, ...invitation } = behindLink(
    await db.invitation.findUnique({
      where: { id },
      select: {
        id: true,
        email: true,
        role: true,
        state: true,
        expiresAt: true,
        workspace: { select: { name: true } },
        inviter: { select: { name: true } },
      },
    }),
  )
  return {
    ...invitation,
    expiresAt,
    workspaceName: workspace.name,
    inviterName: inviter.name,
    state: state === 'pending' && expiresAt <= now ? ('expired' as const) : state,
  }
}

/** Makes the invited person a member. Who is one already keeps the role they have. */
export async function acceptInvitation(
  db: PrismaClient,
  by: By & { actor: UserActor },
  id: string,
  now: Date,
) {
  const { actor } = by
  if (actor.isGuest)
    refuse('NOT_FOR_GUESTS', 'Sign up or sign in with the invited address first; your work comes along.')
  return db.$transaction(async tx => {
    const { workspaceId } = behindLink(
      await tx.invitation.findUnique({ where: { id }, select: { workspaceId: true } }),
    )
    await lock(tx, workspaceId)
    const { email, role, state, expiresAt, workspace } = behindLink(
      await tx.invitation.findUnique({
        where: { id },
        select: {
          email: true,
          role: true,
          state: true,
          expiresAt: true,
          workspace: { select: { id: true, name: true, slug: true } },
        },
      }),
    )
    if (email !== actor.email.toLowerCase()) {
      refuse(
        'NOT_ALLOWED',
        `This invitation is for ${email}, and you are signed in as ${actor.email}. Sign in with the invited address.`,
      )
    }
    if (state !== 'pending' || expiresAt <= now) refuse('INVITATION_OVER')
    await tx.invitation.update({ where: { id }, data: { state: 'accepted' } })
    await tx.member.upsert({
      where: { workspaceId_userId: { workspaceId, userId: actor.id } },
      create: { workspaceId, userId: actor.id, role },
      update: {},
    })
    await record(tx, by, { workspaceId, action: 'member.joined', subject: email, details: { role } })
    return workspace
  })
}

/** The invitation a link leads to. Its holder belongs to no workspace yet, so none is spoken of. */
function behindLink<T>(invitation: T | null): T {
  if (invitation) return invitation
  throw new Refusal('NOT_FOUND', 'There is no such invitation. Check the link, or ask for a new one.')
}
