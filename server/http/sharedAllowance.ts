// Token buckets that every web process shares: what guards passwords must not grow with the number of processes.
import { createHash } from 'node:crypto'
import type { PrismaClient } from '../generated/prisma/client'
import type { Allowance, Verdict } from './allowance'

type Db = Pick<PrismaClient, '$queryRaw' | 'rateLimit'>

/** Takes one from the shared bucket `key`. One statement, so parallel guesses can't slip past each other. */
export async function takeShared(db: Db, limit: Allowance, key: string, nowMs: number): Promise<Verdict> {
  const now = new Date(nowMs)
  const latest = new Date(nowMs + (limit.burst - 1) * limit.refillMs)
  const id = `${limit.name}:${key}`
  const [row] = await db.$queryRaw<{ fullAt: Date }[]>`
    insert into "RateLimit" as held ("key", "fullAt") values (${id}, ${new Date(nowMs + limit.refillMs)}::timestamptz)
    on conflict ("key") do update
      set "fullAt" = greatest(held."fullAt", ${now}::timestamptz) + ${`${limit.refillMs} ms`}::interval
      where held."fullAt" <= ${latest}::timestamptz
    returning "fullAt"`
  if (row) return { ok: true, fullAt: row.fullAt.getTime() }
  const held = await db.rateLimit.findUnique({ where: { key: id }, select: { fullAt: true } })
  return { ok: false, waitMs: Math.max(1, (held?.fullAt.getTime() ?? nowMs) - latest.getTime()) }
}

/** An address as a bucket's key: digested, because whatever somebody types would otherwise stand in the table. */
export const digestOf = (email: string): string =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('base64url')

/** Forgets buckets that are full again. */
export async function sweepShared(db: Db, nowMs: number): Promise<number> {
  const { count } = await db.rateLimit.deleteMany({ where: { fullAt: { lt: new Date(nowMs) } } })
  return count
}
