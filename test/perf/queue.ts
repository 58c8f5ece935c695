// How long a job waits before a free worker begins it: `node scripts/run.mjs test/perf/queue.ts`.
// A PostgreSQL of its own; nobody looks for work, so each job begins because the worker was told of it.
import { startEmbedded } from '@/server/db/embedded'
import { throwAwayFolder } from '@/server/db/folder'
import { migrate } from '@/server/db/migrate'
import { prepareQueues } from '@/server/queue'
import { openStage, over } from '../queue/stage'

const JOBS = 200
const ALLOWED_MS = 100

const own = await startEmbedded({ folder: throwAwayFolder(`sluice-queue-${process.pid}`), throwAway: true })
process.env.DATABASE_URL = own.url
await migrate(own.url)
await prepareQueues({ databaseUrl: own.url })
const stage = await openStage(undefined)
await stage.crew({ sweepMs: 3_600_000 })
const waits: number[] = []
for (let n = 0; n < JOBS; n++) {
  const { id } = await stage.enqueue('count', { steps: 1, pauseMs: 0 })
  await stage.until(id, over)
  const [row] = await stage.db.$queryRaw<{ ms: number }[]>`
    select extract(epoch from "startedAt" - "createdAt") * 1000 as ms from "Job" where id = ${id}::uuid`
  waits.push(Number(row?.ms))
}
waits.sort((a, b) => a - b)
const [half, late] = [waits[JOBS / 2] ?? 0, waits[Math.floor(JOBS * 0.99)] ?? 0]
console.log(`${JOBS} jobs begin after ${half.toFixed(1)} ms (median), ${late.toFixed(1)} ms (p99)`)
console.log(`allowed are ${ALLOWED_MS} ms: ${(half / ALLOWED_MS).toFixed(2)} of it`)
await stage.close()
await own.stop()
