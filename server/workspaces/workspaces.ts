import { randomBytes } from 'node:crypto'
import { found, refuse } from '../errors'
import type { PrismaClient } from '../generated/prisma/client'
import type { UserActor } from './actor'
import { type By, record } from './audit'

const OWNED_LIMIT = 20

/** A new workspace with its first owner. */
export async function createWorkspace(db: PrismaClient, by: By & { actor: UserActor }, name: string) {
  if (by.actor.isGuest) refuse('NOT_FOR_GUESTS')
  return db.$transaction(async tx => {
    const owned = await tx.member.count({ where: { userId: by.actor.id, role: 'owner' } })
    if (owned >= OWNED_LIMIT) {
      refuse(
        'TIER_LIMIT',
        `You own ${owned} workspaces, which is the limit. Remove one you no longer need.`,
        { limit: OWNED_LIMIT },
      )
    }
    const workspace = await tx.workspace.create({
      data: { name, slug: slugFor(name), members: { create: { userId: by.actor.id, role: 'owner' } } },
      select: { id: true, name: true, slug: true, tier: true, isDemo: true },
    })
    await record(tx, by, { workspaceId: workspace.id, action: 'workspace.created', subject: name })
    return workspace
  })
}

export async function renameWorkspace(db: PrismaClient, by: By, workspaceId: string, name: string) {
  return db.$transaction(async tx => {
    const before = found(
      await tx.workspace.findUnique({ where: { id: workspaceId }, select: { name: true } }),
      'workspace',
    )
    const workspace = await tx.workspace.update({
      where: { id: workspaceId },
      data: { name },
      select: { id: true, name: true, slug: true },
    })
    await record(tx, by, {
      workspaceId,
      action: 'workspace.renamed',
      subject: name,
      details: { from: before.name, to: name },
    })
    return workspace
  })
}

/** Ends a workspace and everything in it. Its audit entries stay for the operator. */
export async function removeWorkspace(db: PrismaClient, by: By, workspaceId: string): Promise<void> {
  await db.$transaction(async tx => {
    const { name } = await tx.workspace.delete({ where: { id: workspaceId }, select: { name: true } })
    await record(tx, by, { workspaceId, action: 'workspace.removed', subject: name })
  })
}

/** Readable in an address, and unique without asking: `momentum-desk-k3x9tq`. */
export function slugFor(name: string, tail: string = randomBytes(8).toString('hex').slice(0, 6)): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
  return `${words || 'workspace'}-${tail}`
}
