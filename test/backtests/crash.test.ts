import { once } from 'node:events'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { db } from '@/server/db/client'
import { openStage, type Stage } from '../api/stage'
import { day, jobOf, openDesk, over, startWorker, stopWorkers } from './desk'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, 60_000)
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
