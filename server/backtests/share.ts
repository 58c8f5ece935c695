// Links that open one report to whoever has them. The secret is in the link alone; here is only its digest.
import { createHash, randomBytes } from 'node:crypto'
import { found, Refusal, refuse } from '../errors'
import type { PrismaClient } from '../generated/prisma/client'
import { nameOf } from '../workspaces/actor'
import { type By, record } from '../workspaces/audit'

const FORM = /^[A-Za-z0-9_-]{32}$/
const BYTES = 24
/** Of one backtest, that still open. */
const LIVE_LIMIT = 20

const shareFields = { id: true, createdAt: true, expiresAt: true, revokedAt: true } as const

const isLive = (now: Date) => ({
  revokedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
})

export interface NewShare {
  readonly workspaceId: string
  readonly backtestId: string
  readonly expiresAt: Date | null
  readonly now: Date
}

/** Makes a link to a finished backtest. `token` is in this answer and nowhere else, ever. */
export async function createShare(
  db: PrismaClient,
  by: By,
  { workspaceId, backtestId, expiresAt, now }: NewShare,
) {
  const token = randomBytes(BYTES).toString('base64url')
  return db.$transaction(async tx => {
    const { name, resultId } = found(
      await tx.backtest.findFirst({
        where: { id: backtestId, workspaceId },
        select: { name: true, resultId: true },
      }),
      'backtest',
    )
    if (!resultId) refuse('NOT_POSSIBLE_NOW', 'This backtest is not done yet. Share it when it is.')
    const live = await tx.backtestShare.count({ where: { backtestId, ...isLive(now) } })
    if (live >= LIVE_LIMIT)
      refuse('TIER_LIMIT', `${live} links open this report, which is the limit. Revoke one of them first.`, {
        limit: LIVE_LIMIT,
      })
    const share = await tx.backtestShare.create({
      data: { workspaceId, backtestId, hash: hashOf(token), expiresAt, createdBy: nameOf(by.actor) },
      select: shareFields,
    })
    await record(tx, by, {
      workspaceId,
      action: 'report.shared',
      subject: name,
      details: { expiresAt: expiresAt?.toISOString() ?? null },
    })
    return { ...share, token }
  })
}

export async function revokeShare(
  db: PrismaClient,
  by: By,
  {
    workspaceId,
    shareId,
    now,
  }: { readonly workspaceId: string; readonly shareId: string; readonly now: Date },
): Promise<void> {
  await db.$transaction(async tx => {
    const { revokedAt, backtest } = found(
      await tx.backtestShare.findFirst({
        where: { id: shareId, workspaceId },
        select: { revokedAt: true, backtest: { select: { name: true } } },
      }),
      'link',
    )
    if (revokedAt) return
    await tx.backtestShare.update({ where: { id: shareId }, data: { revokedAt: now }, select: { id: true } })
    await record(tx, by, { workspaceId, action: 'report.unshared', subject: backtest.name })
  })
}

/** The links that open a report now, newest first. */
export const liveShares = (
  db: PrismaClient,
  workspaceId: string,
  backtestId: string,
  now: Date,
): Promise<readonly { readonly id: string; readonly createdAt: Date; readonly expiresAt: Date | null }[]> =>
  db.backtestShare.findMany({
    where: { workspaceId, backtestId, ...isLive(now) },
    orderBy: { createdAt: 'desc' },
    select: { id: true, createdAt: true, expiresAt: true },
  })

/**
 * The backtest that a link opens. Whether the link never was, has expired or was revoked is one answer: who has no right to know
 * learns nothing.
 */
export async function openShare(
  db: Pick<PrismaClient, 'backtestShare'>,
  token: string,
  now: Date,
): Promise<{ readonly backtestId: string; readonly expiresAt: Date | null }> {
  // looked up by digest: how long that takes says nothing about the secret
  const share = FORM.test(token)
    ? await db.backtestShare.findFirst({
        where: { hash: hashOf(token), ...isLive(now) },
        select: { backtestId: true, expiresAt: true },
      })
    : null
  if (!share)
    throw new Refusal('NOT_FOUND', 'This link opens nothing any more. Ask who sent it for a new one.')
  return share
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
