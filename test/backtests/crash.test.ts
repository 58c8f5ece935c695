import { once } from 'node:events'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { db } from '@/server/db/client'
import { openStage, type Stage } from '../api/stage'
import { startWorker, stopWorkers } from '../setup/worker'
import { day, jobOf, openDesk, over } from './desk'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(async () => {
  await stopWorkers()
  await stage.close()
})

test('a backtest whose worker is killed is done by another, with one result', async () => {
  const desk = await openDesk(stage)
  const first = await startWorker()
  const { id, jobId } = await desk.ask({ timeframe: '1m', from: day(1), to: day(12) })
  await vi.waitFor(async () => expect((await jobOf(jobId)).stage).toBe('Simulating'), {
    timeout: 60_000,
    interval: 5,
  })
  first.kill('SIGKILL')
  await once(first, 'exit')
  expect(await db.backtestResult.count()).toBe(0)
  await startWorker()
  expect(await over(jobId, 90_000)).toMatchObject({ state: 'done', attempt: 2, problem: null })
  expect(await db.backtestResult.count()).toBe(1)
  expect((await desk.get(id)).summary?.bars).toBe((day(12) - day(1)) / 60_000 + 1)
}, 180_000)

test('no more wait than the plan allows, and what is removed runs no longer', async () => {
  await stopWorkers()
  const desk = await openDesk(stage)
  const asked = []
  for (let k = 0; k < 5; k++) asked.push(await desk.ask({ settings: { cash: 1_000 + k } }))
  await expect(desk.ask()).rejects.toThrow(
    '5 backtests of this workspace wait or run, as many as the free plan has at one time.',
  )
  for (const { id } of asked) await desk.api.backtests.remove.mutate({ ...desk.where, backtestId: id })
  const { id, jobId } = await desk.ask({ timeframe: '1m', from: day(1), to: day(12) })
  await startWorker()
  await vi.waitFor(async () => expect((await jobOf(jobId)).state).toBe('running'), {
    timeout: 30_000,
    interval: 5,
  })
  await desk.api.backtests.remove.mutate({ ...desk.where, backtestId: id })
  // the next one's turn comes because the worker has let go of it
  const next = await desk.ask()
  expect(await over(next.jobId)).toMatchObject({ state: 'done' })
  expect((await desk.api.backtests.list.query(desk.where)).backtests.map(each => each.id)).toEqual([next.id])
  expect(await db.backtestResult.count({ where: desk.where })).toBe(1)
})
