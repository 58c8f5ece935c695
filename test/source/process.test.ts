import { once } from 'node:events'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { db, pool } from '@/server/db/client'
import { simulatedProvider } from '@/server/market/simulated/provider'
import { BarStore } from '@/server/market/store/store'
import { askForSeries } from '@/server/workers/askForSeries'
import { killWorkers, startWorker } from '../setup/worker'
import { bits } from '../store/bars'

const store = new BarStore(pool)
afterEach(killWorkers)
afterAll(() => db.$disconnect())

const jobOf = (id: string) =>
  db.job.findUniqueOrThrow({
    where: { id },
    select: { state: true, progress: true, stage: true, attempt: true, problem: true },
  })

test('a back-fill whose worker is killed is finished by another, with nothing missing and nothing twice', async () => {
  const key = { venue: 'simulated', symbol: 'ANVILUSD', timeframe: '1m' } as const
  const range = { from: Date.UTC(2025, 0, 1), to: Date.UTC(2026, 0, 1) }
  const { id: workspaceId } = await db.workspace.create({
    data: { name: 'desk', slug: 'desk' },
    select: { id: true },
  })
  const { jobId } = await askForSeries(
    db,
    'market.backfill',
    { ...key, ...range },
    { workspaceId, createdBy: null },
  )
  // a worker also follows the market: the minutes of today are beside what is asked for
  const asked = async () => (await store.covered(key)).filter(({ from }) => from < range.to)
  const child = await startWorker()
  await vi.waitFor(async () => expect((await jobOf(jobId)).progress).toBeGreaterThan(0.3), {
    timeout: 120_000,
    interval: 5,
  })
  child.kill('SIGKILL')
  await once(child, 'exit')
  // whoever looks now sees whole pages, and that they are not all
  const left = await asked()
  const reached = range.from + (await store.load(key, range.from, range.to)).time.length * 60_000
  expect(left).toEqual([{ from: range.from, to: reached }])
  expect(reached).toBeLessThan(range.to)
  await startWorker()
  await vi.waitFor(async () => expect((await jobOf(jobId)).state).toBe('done'), {
    timeout: 120_000,
    interval: 20,
  })
  expect(await jobOf(jobId)).toMatchObject({ progress: 1, stage: '525,600 bars', attempt: 2, problem: null })
  expect(await asked()).toEqual([range])
  const provider = simulatedProvider(() => Date.UTC(2026, 0, 2))
  const truth = await provider.barsBefore(key.symbol, key.timeframe, range.to, 525_600)
  expect(bits(await store.load(key, range.from, range.to))).toEqual(bits(truth))
  // one change of the series a page: none was made again
  const [summary] = await store.summaries(key)
  const live = (await store.load(key, range.to, Infinity)).time.length
  expect((summary?.revision ?? 0) - live).toBeLessThanOrEqual(Math.ceil(525_600 / 10_000) + 1)
}, 300_000)
