// Keys for programs. A key opens one workspace, within its scopes, until it expires or is revoked.
import { createHash, randomBytes } from 'node:crypto'
import { found, refuse } from '../errors'
import type { PrismaClient } from '../generated/prisma/client'
import type { KeyScope } from '../generated/prisma/enums'
import { type KeyActor, nameOf } from './actor'
import { type By, record } from './audit'
import { lock } from './members'

const PREFIX = 'slc_'
const FORM = /^slc_[0-9a-f]{64}$/
const LIVE_LIMIT = 50
const SEEN_EVERY_MS = 60_000

const keyFields = {
  id: true,
  name: true,
  start: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  lastUsedAt: true,
} as const

export type NewKey = {
  readonly workspaceId: string
  readonly name: string
  readonly scopes: readonly KeyScope[]
  readonly expiresAt: Date | null
  readonly now: Date
}

/** Makes a key. `secret` is in this answer and nowhere else, ever. */
export async function createKey(
  db: PrismaClient,
  by: By,
  { workspaceId, name, scopes, expiresAt, now }: NewKey,
) {
  const secret = `${PREFIX}${randomBytes(32).toString('hex')}`
  return db.$transaction(async tx => {
    await lock(tx, workspaceId)
    const live = await tx.apiKey.count({
      where: { workspaceId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    })
    if (live >= LIVE_LIMIT) {
      refuse(
        'TIER_LIMIT',
        `${live} keys are in use, which is the limit. Revoke one that is no longer needed.`,
        { limit: LIVE_LIMIT },
      )
    }
    const key = await tx.apiKey.create({
      data: {
        workspaceId,
        name,
        start: secret.slice(0, PREFIX.length + 4),
        hash: hashOf(secret),
        scopes: [...new Set(scopes)],
        expiresAt,
        createdBy: nameOf(by.actor),
      },
      select: keyFields,
    })
    await record(tx, by, {
      workspaceId,
      action: 'key.created',
      subject: name,
      details: { scopes, start: key.start },
    })
    return { ...key, secret }
  })
}

export async function revokeKey(
  db: PrismaClient,
  by: By,
  workspaceId: string,
  id: string,
  now: Date,
): Promise<void> {
  await db.$transaction(async tx => {
    const { name, start, revokedAt } = found(
      await tx.apiKey.findUnique({
        where: { id, workspaceId },
        select: { name: true, start: true, revokedAt: true },
      }),
      'API key',
    )
    if (revokedAt) return
    await tx.apiKey.update({ where: { id }, data: { revokedAt: now } })
    await record(tx, by, { workspaceId, action: 'key.revoked', subject: name, details: { start } })
  })
}

export async function listKeys(db: Pick<PrismaClient, 'apiKey'>, workspaceId: string) {
  return db.apiKey.findMany({ where: { workspaceId }, orderBy: { createdAt: 'desc' }, select: keyFields })
}

/** Who holds this key, or null when it opens nothing (any more). */
export async function holderOf(db: PrismaClient, secret: string, now: Date): Promise<KeyActor | null> {
  if (!FORM.test(secret)) return null
  // Looked up by digest: how long that takes says nothing about the secret.
  const key = await db.apiKey.findUnique({
    where: { hash: hashOf(secret) },
    select: {
      id: true,
      name: true,
      workspaceId: true,
      scopes: true,
      expiresAt: true,
      revokedAt: true,
      lastUsedAt: true,
    },
  })
  if (!key || key.revokedAt || (key.expiresAt && key.expiresAt <= now)) return null
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > SEEN_EVERY_MS) {
    await db.apiKey.updateMany({ where: { id: key.id }, data: { lastUsedAt: now } })
  }
  return { kind: 'key', id: key.id, name: key.name, workspaceId: key.workspaceId, scopes: key.scopes }
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
