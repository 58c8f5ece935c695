import { Redis } from 'ioredis'
import type { PrismaClient } from './generated/prisma/client'

/** Asks the queue's home whether it is there: its tables in PostgreSQL, or Redis itself. */
export function queuePing(db: PrismaClient, redisUrl: string | undefined): () => Promise<void> {
  if (redisUrl === undefined) {
    return async () => {
      const [row] = await db.$queryRaw<
        { there: boolean }[]
      >`select to_regclass('bullmq.job') is not null as there`
      if (!row?.there) throw new Error('the queue has no tables')
    }
  }
  const redis = new Redis(redisUrl, { lazyConnect: true, maxRetriesPerRequest: 1, enableOfflineQueue: true })
  // Without a listener a lost connection would end the process; the ping says it in its own time.
  redis.on('error', () => {})
  return async () => {
    await redis.ping()
  }
}
