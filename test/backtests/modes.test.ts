import { afterAll, beforeAll, expect, test } from 'vitest'
import { wholeReport } from '@/server/backtests/stored'
import { db } from '@/server/db/client'
import { openStage, outcome, type Stage } from '../api/stage'
import { startWorker, stopWorkers } from '../setup/worker'
import { one, openDesk, over } from './desk'

let stage: Stage
let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  stage = await openStage()
  await startWorker()
  desk = await openDesk(stage)
})
afterAll(async () => {
  await stopWorkers()
  await stage.close()
})

const SYMBOLS = ['ANVILUSD', 'BEACONUSD', 'CINDERUSD']

async function ran(settings: NonNullable<Parameters<typeof desk.ask>[0]>['settings']) {
  const { id, jobId } = await desk.ask({ universe: one(...SYMBOLS), ...(settings && { settings }) })
  const job = await over(jobId)
  expect(job.problem).toBeNull()
  const got = await desk.get(id)
  const lists = await desk.api.backtests.trades.query({ ...desk.where, backtestId: id })
  const { result } = await db.backtest.findUniqueOrThrow({
    where: { id },
    select: { result: { select: { report: true, lists: true, equity: true } } },
  })
  if (!result) throw new Error('It is done.')
  return { got, lists, whole: await wholeReport(result) }
}

test('a universe is rebalanced by rank, and its rebalances are read apart from the report', async () => {
  const { got, lists, whole } = await ran({ mode: 'rank', rank: { top: 1, every: 24 } })
  const { report, settings, summary } = got
  expect(settings).toMatchObject({ mode: 'rank', rank: { top: 1, every: 24, weights: 'equal' } })
  expect(report?.rank).toMatchObject({ keptWithoutBar: 0 })
  expect(report?.rank).not.toHaveProperty('rebalances')
  expect(lists.counts.rebalances).toBe(report?.rank?.count)
  expect(lists.rebalances.length).toBeGreaterThan(50)
  expect(lists.rebalances.every(({ holdings }) => holdings.length === 1)).toBe(true)
  expect(whole.rank).toEqual({ ...report?.rank, rebalances: lists.rebalances })
  expect(whole.robustness).not.toBeNull()
  expect(summary?.trades).toBe(lists.trades.length)
})

test('an event study opens no account, and its instances are read apart from the report', async () => {
  const { got, lists, whole } = await ran({ mode: 'events', events: { horizons: [1, 6] } })
  const { report, summary } = got
  expect(report?.events?.horizons.map(({ horizon }) => horizon)).toEqual([1, 6])
  expect(report?.events).not.toHaveProperty('occurrences')
  expect(lists.occurrences.length).toBe(report?.events?.instances)
  expect(new Set(lists.occurrences.map(({ symbol }) => symbol))).toEqual(new Set(SYMBOLS))
  expect(whole.events?.occurrences).toEqual(lists.occurrences)
  expect(whole.robustness).toBeNull()
  expect(summary).toMatchObject({ netProfit: null, trades: 0, bars: report?.period.bars })
  expect(report?.period.bars).toBeGreaterThan(1_000)
})

test('settings of a mode are refused before anything is run', async () => {
  for (const settings of [
    { mode: 'rank', rank: { top: 0 } },
    { mode: 'events', rank: {} },
  ] as const)
    expect(await outcome(desk.ask({ settings }))).toBe('BAD_INPUT')
})
