// What accumulates by itself is cleared by itself: guests who left, sessions and tokens that ended, full buckets.
import type { Logger } from 'pino'
import type { PrismaClient } from '../generated/prisma/client'
import { sweepShared } from '../http/sharedAllowance'
import { sweepGuests } from './guests'

const EVERY_MS = 60 * 60_000
const FIRST_AFTER_MS = 60_000
/** One process sweeps at a time; the number is this job's alone. */
const LOCK = 7_203_115

export type Sweeping = {
  readonly db: PrismaClient
  readonly guestDays: number
  readonly now: () => Date
  readonly log: Logger
}

/** One pass, or null when another process is at it. */
export async function sweep({
  db,
  guestDays,
  now,
}: Omit<Sweeping, 'log'>): Promise<{ guests: number } | null> {
  return db.$transaction(
    async lock => {
      const [got] = await lock.$queryRaw<{ got: boolean }[]>`select pg_try_advisory_xact_lock(${LOCK}) as got`
      if (!got?.got) return null
      const at = now()
      const seenBefore = new Date(at.getTime() - guestDays * 86_400_000)
      let guests = 0
      for (let swept = -1; swept !== 0; guests += swept) swept = await sweepGuests(db, seenBefore)
      await db.session.deleteMany({ where: { expiresAt: { lt: at } } })
      await db.verification.deleteMany({ where: { expiresAt: { lt: at } } })
      await sweepShared(db, at.getTime())
      return { guests }
    },
    { timeout: 5 * 60_000 },
  )
}

/** Sweeps every hour until the returned function is called. */
export function startSweeping({ log, ...parts }: Sweeping): () => void {
  const run = () => {
    sweep(parts).then(
      result => result && result.guests > 0 && log.info(result, 'removed guests who left'),
      error => log.error({ err: error }, 'sweeping failed; the next hour tries again'),
    )
  }
  const first = setTimeout(run, FIRST_AFTER_MS)
  const timer = setInterval(run, EVERY_MS)
  return () => {
    clearTimeout(first)
    clearInterval(timer)
  }
}
