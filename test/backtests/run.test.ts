import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from '../api/stage'
import { day, one, openDesk, over, startWorker, stopWorkers } from './desk'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await startWorker()
}, 60_000)
afterAll(async () => {
  await stopWorkers()
  await stage.close()
})

test('a backtest runs and its report is read in parts', async () => {
  const desk = await openDesk(stage)
  const { id, jobId } = await desk.ask()
  expect(await over(jobId)).toMatchObject({ state: 'done', progress: 1, problem: null })
  const got = await desk.get(id)
  expect(got).toMatchObject({
    state: 'done',
    name: 'Cross v1, ANVILUSD at simulated, 1h',
    strategy: { name: 'Cross' },
    version: { number: 1 },
  })
})
