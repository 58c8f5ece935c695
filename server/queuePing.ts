import type { Redis } from 'ioredis'
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
  let redis: Promise<Redis> | undefined
  return async () => {
    redis ??= connect(redisUrl)
    await (await redis).ping()
  }
}

/** Loaded only where Redis is used: a process without it is 11 MB smaller. */
async function connect(url: string): Promise<Redis> {
  const { Redis } = await import('ioredis')
  const redis = new Redis(url, { maxRetriesPerRequest: 1 })
  // Without a listener a lost connection would end the process; the ping says it in its own time.
  redis.on('error', () => {})
  return redis
}
