import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { stagingVenue } from '@/server/market/files/names'
import { importOptions } from '@/server/market/files/options'
import { receiveImport } from '@/server/market/files/receive'
import { importSweeps } from '@/server/market/files/sweep'
import { cancelJob } from '@/server/workers/ledger'
import { killWorkers, startWorker } from '../setup/worker'
import { barRows, csvOf, difference, importText, pieces, store, stored } from './files'

const workspaceId = 'killed imports'
beforeAll(async () => {
  await db.workspace.create({ data: { id: workspaceId, name: 'w', slug: 'killed-imports', tier: 'pro' } })
})
afterEach(killWorkers)
afterAll(() => db.$disconnect())

const receive = (symbol: string, text: string, mode: 'new' | 'add' = 'new') =>
  receiveImport(
    { db, store },
    {
      workspaceId,
      tier: 'pro',
      fileName: 'bars.csv',
      options: importOptions.parse({ symbol, mode }),
      maxBytes: 2 ** 30,
      createdBy: 'test',
    },
    pieces(text, 65_536),
  )
const job = (id: string) =>
  db.job.findUniqueOrThrow({ where: { id }, select: { state: true, progress: true, attempt: true } })
const waiting = async (importId: string) => store.summaries({ venue: stagingVenue(importId) })

test('a worker killed in the middle of an import leaves what was there, and the next one finishes it', async () => {
  const before = barRows(300_000)
  await importText(workspaceId, 'K', csvOf(before))
  const more = barRows(300_000, { from: 300_000 })
  const { jobId, importId } = await receive('K', csvOf(more), 'add')
  const first = await startWorker()
  await expect.poll(async () => (await job(jobId)).progress, { interval: 10 }).toBeGreaterThan(0)
  first.kill('SIGKILL')
  await once(first, 'exit')
  expect((await job(jobId)).state).toBe('running')
  expect(difference(await stored(workspaceId, 'K', '1m'), before)).toBeNull()
  await startWorker()
  await expect.poll(async () => (await job(jobId)).state, { timeout: 90_000 }).toBe('done')
  expect((await job(jobId)).attempt).toBe(2)
  expect(difference(await stored(workspaceId, 'K', '1m'), [...before, ...more])).toBeNull()
  expect(await stored(workspaceId, 'K', '1h')).toHaveLength(10_000)
  expect(await waiting(importId)).toEqual([])
}, 180_000)

test('an import that is cancelled before its turn leaves nothing once it is swept', async () => {
  const { jobId, importId } = await receive('C', csvOf(barRows(100)))
  await cancelJob(db, jobId)
  expect(await waiting(importId)).toHaveLength(1)
  const other = await receive('D', csvOf(barRows(100)))
  for (const sweep of importSweeps(db)) await sweep()
  expect(await waiting(importId)).toEqual([])
  // the one that still has its turn to come is left alone
  expect(await waiting(other.importId)).toHaveLength(1)
})

test('a file whose reader died is told as such after half a day', async () => {
  const { id } = await db.fileImport.create({
    data: {
      workspaceId,
      symbol: 'R',
      fileName: 'r.csv',
      options: {},
      createdAt: new Date(Date.now() - 13 * 3_600_000),
    },
    select: { id: true },
  })
  await db.$executeRaw`
    insert into "BarSeries" (venue, symbol, timeframe) values (${stagingVenue(id)}, 'R', '1m')`
  for (const sweep of importSweeps(db)) await sweep()
  expect(await db.fileImport.findUniqueOrThrow({ where: { id }, select: { problem: true } })).toMatchObject({
    problem: { code: 'INTERRUPTED' },
  })
  expect(await waiting(id)).toEqual([])
})
