// Workers of their own against a venue on this machine that speaks the real wire format, faults included.
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { db, pool } from '@/server/db/client'
import { BarStore } from '@/server/market/store/store'
import { askForSeries } from '@/server/workers/askForSeries'
import { cancelJob } from '@/server/workers/ledger'
import { openVenue, type Venue } from '../market/binance/venue'
import { fastClock } from '../market/provider/fastClock'
import { killWorkers, startWorker } from '../setup/worker'

const store = new BarStore(pool)
const MINUTE = 60_000
const range = { from: Date.UTC(2026, 8, 1), to: Date.UTC(2026, 10, 1) }
const BARS = (range.to - range.from) / MINUTE
const hole = (_: string, time: number) => time % (7 * 3_600_000) < 5 * MINUTE

let venue: Venue
let workspaceId = ''
beforeAll(async () => {
  venue = await openVenue({ clock: fastClock(Date.UTC(2026, 10, 20, 10, 7, 33), 1), hole })
  const made = await db.workspace.create({ data: { name: 'desk', slug: 'desk' }, select: { id: true } })
  workspaceId = made.id
})
afterEach(killWorkers)
afterAll(async () => {
  await venue.close()
  await db.$disconnect()
})

const start = () =>
  startWorker({
    MARKETS: 'simulated,binance',
    BINANCE_REST_URL: venue.restUrl,
    BINANCE_WS_URL: venue.wsUrl,
    BINANCE_CURRENCIES: 'USD',
  })
const jobOf = (id: string) =>
  db.job.findUniqueOrThrow({
    where: { id },
    select: { state: true, progress: true, stage: true, attempt: true, problem: true },
  })
const until = (id: string, holds: (job: Awaited<ReturnType<typeof jobOf>>) => boolean) =>
  vi.waitFor(
    async () => {
      const job = await jobOf(id)
      if (!holds(job)) throw new Error(`It is ${job.state}, ${job.stage}: ${JSON.stringify(job.problem)}`)
    },
    { timeout: 40_000, interval: 10 },
  )
const ask = async (symbol: string) => {
  const key = { venue: 'binance', symbol, timeframe: '1m' } as const
  const { jobId } = await askForSeries(
    db,
    'market.backfill',
    { ...key, ...range },
    { workspaceId, createdBy: null },
  )
  return { key, jobId }
}
/** The venue's own bars, holes left out. */
const truth = async (symbol: string) => {
  const bars = await venue.truth.barsBefore(symbol, '1m', range.to, BARS)
  const rows = [...bars.time.keys()].filter(row => !hole(symbol, bars.time[row] ?? 0))
  return { open: rows.map(row => bars.open[row]), time: rows.map(row => bars.time[row]) }
}

test('a back-fill over the network outlives faults, a killed worker and a cancel, with nothing missing and nothing twice', async () => {
  const { key, jobId } = await ask('QUARKUSD')
  const first = await start()
  await until(jobId, job => job.progress > 0.2)
  venue.fail({ kind: 'failure', status: 503 }, { kind: 'reset' }, { kind: 'body', text: '{"broken' })
  await until(jobId, job => job.progress > 0.4)
  first.kill('SIGKILL')
  await once(first, 'exit')
  await start()
  await until(jobId, job => job.progress > 0.6)
  await cancelJob(db, jobId)
  await until(jobId, job => job.state === 'cancelled')
  const covered = await store.missing(key, range.from, range.to)
  expect(covered).toHaveLength(1)
  expect(covered[0]?.from).toBeGreaterThan(range.from + 0.6 * (range.to - range.from))
  const again = await ask('QUARKUSD')
  expect(again.jobId).not.toBe(jobId)
  await until(again.jobId, job => job.state === 'done')
  expect((await jobOf(again.jobId)).stage).toBe('87,840 bars')
  const own = await truth('QUARKUSD')
  const stored = await store.load(key, range.from, range.to)
  expect([...stored.time]).toEqual(own.time)
  expect([...stored.open]).toEqual(own.open)
  expect(await store.missing(key, range.from, range.to)).toEqual([])
}, 150_000)
