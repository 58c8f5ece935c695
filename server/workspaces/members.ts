// Membership. Changes take the workspace's lock first, so two owners can't demote each other at once and leave nobody.

import { found, refuse } from '../errors'
import type { Prisma, PrismaClient } from '../generated/prisma/client'
import type { Role } from '../generated/prisma/enums'
import type { Doer } from './actor'
import { type By, record } from './audit'
import { isAllowed, mayHandle } from './roles'

type Tx = Prisma.TransactionClient

const memberFields = {
  id: true,
  role: true,
  createdAt: true,
  user: { select: { id: true, name: true, email: true } },
} as const

export async function changeRole(
  db: PrismaClient,
  by: By,
  workspaceId: string,
  memberId: string,
  role: Role,
) {
  return db.$transaction(async tx => {
    await lock(tx, workspaceId)
    const acting = await actingRole(tx, by.actor, workspaceId)
    const member = await memberOf(tx, workspaceId, memberId)
    if (!mayHandle(acting, member.role) || !mayHandle(acting, role)) {
      refuse(
        'NOT_ALLOWED',
        `As ${acting} you can't make ${aOrAn(member.role)} ${aOrAn(role)}. Ask an owner of the workspace.`,
      )
    }
    if (member.role === role) return member
    if (member.role === 'owner') await keepAnOwner(tx, workspaceId, memberId)
    if (!isAllowed(role, 'members:edit')) await withdrawInvitations(tx, workspaceId, member.user.id)
    const changed = await tx.member.update({ where: { id: memberId }, data: { role }, select: memberFields })
    await record(tx, by, {
      workspaceId,
      action: 'member.role.changed',
      subject: member.user.email,
      details: { from: member.role, to: role },
    })
    return changed
  })
}

/** Takes a member out, and their open invitations with them. */
export async function removeMember(db: PrismaClient, by: By, workspaceId: string, memberId: string) {
  return db.$transaction(async tx => {
    await lock(tx, workspaceId)
    const acting = await actingRole(tx, by.actor, workspaceId)
    const member = await memberOf(tx, workspaceId, memberId)
    if (!mayHandle(acting, member.role)) {
      refuse(
        'NOT_ALLOWED',
        `As ${acting} you can't remove ${aOrAn(member.role)}. Ask an owner of the workspace.`,
      )
    }
    await takeOut(tx, workspaceId, member)
    await record(tx, by, {
      workspaceId,
      action: 'member.removed',
      subject: member.user.email,
      details: { role: member.role },
    })
    return { userId: member.user.id }
  })
}

export async function leaveWorkspace(db: PrismaClient, by: By, workspaceId: string): Promise<void> {
  const { actor } = by
  if (actor.kind !== 'user') refuse('NOT_SIGNED_IN')
  await db.$transaction(async tx => {
    await lock(tx, workspaceId)
    const member = found(
      await tx.member.findUnique({
        where: { workspaceId_userId: { workspaceId, userId: actor.id } },
        select: memberFields,
      }),
      'membership',
    )
    await takeOut(tx, workspaceId, member)
    await record(tx, by, {
      workspaceId,
      action: 'member.left',
      subject: member.user.email,
      details: { role: member.role },
    })
  })
}

/** Held until the transaction ends; every change of members or invitations of one workspace waits for it. */
export async function lock(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$queryRaw`select 1 from "Workspace" where "id" = ${workspaceId} for update`
}

type MemberRow = Prisma.MemberGetPayload<{ select: typeof memberFields }>

async function takeOut(tx: Tx, workspaceId: string, { id, role, user }: MemberRow): Promise<void> {
  if (role === 'owner') await keepAnOwner(tx, workspaceId, id)
  await tx.member.delete({ where: { id } })
  await withdrawInvitations(tx, workspaceId, user.id)
}

/** Who may no longer invite leaves no open invitation behind. */
async function withdrawInvitations(tx: Tx, workspaceId: string, inviterId: string): Promise<void> {
  await tx.invitation.updateMany({
    where: { workspaceId, inviterId, state: 'pending' },
    data: { state: 'cancelled' },
  })
}

async function memberOf(tx: Tx, workspaceId: string, id: string): Promise<MemberRow> {
  return found(await tx.member.findUnique({ where: { id, workspaceId }, select: memberFields }), 'member')
}

async function keepAnOwner(tx: Tx, workspaceId: string, leavingId: string): Promise<void> {
  const others = await tx.member.count({ where: { workspaceId, role: 'owner', id: { not: leavingId } } })
  if (others === 0) refuse('LAST_OWNER')
}

/** Read again under the lock: the role the request was admitted with may be gone by now. */
async function actingRole(tx: Tx, actor: Doer, workspaceId: string): Promise<Role> {
  if (actor.kind !== 'user') refuse('NOT_ALLOWED')
  const member = await tx.member.findUnique({
    where: { workspaceId_userId: { workspaceId, userId: actor.id } },
    select: { role: true },
  })
  return found(member, 'workspace').role
}

const aOrAn = (role: Role): string => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`
