import type { PrismaClient } from '../generated/prisma/client'
import { enqueue } from '../workers/enqueue'
import { every } from '../workers/every'

const HOUR_MS = 3_600_000
const LOOK_MS = 60_000

/** Asks for the house's own work once an hour; the key makes it once however many processes look at the clock. */
export function startUpkeep(db: PrismaClient, now: () => number, onError: (error: unknown) => void) {
  const look = async () => {
    const hour = Math.floor(now() / HOUR_MS)
    await enqueue(db, 'upkeep.prune', {}, { workspaceId: null, key: `upkeep.prune ${hour}` })
  }
  return every(LOOK_MS, look, onError)
}
