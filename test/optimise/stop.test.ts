import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { db } from '@/server/db/client'
import { openStage, outcome, type Stage } from '../api/stage'
import { jobOf, over } from '../backtests/desk'
import { startWorker, stopWorkers } from '../setup/worker'
import { MANY, openSearchDesk, partsOf, SOME, someParts } from './desk'

vi.setConfig({ testTimeout: 300_000 })

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterEach(stopWorkers)
afterAll(() => stage.close())

/** What a search came to, whoever computed it. */
const cameTo = async (id: string) => {
  const row = await db.optimisation.findUniqueOrThrow({
    where: { id },
    select: { doneTrials: true, best: true, outcome: true },
  })
  const parts = await partsOf(id)
  return { ...row, parts: parts.map(({ number, trials, result }) => ({ number, trials, result })) }
}

test('a search whose worker is killed goes on where it ended, with the results of one that was not', async () => {
  const desk = await openSearchDesk(stage)
  const first = await startWorker()
  const { id, jobId } = await desk.search({ space: SOME } as never)
  await someParts(id, 2)
  first.kill('SIGKILL')
  await once(first, 'exit')
  const before = await partsOf(id)
  expect((await desk.found(id)).doneTrials).toBe(before.reduce((sum, { trials }) => sum + trials, 0))
  await startWorker()
  expect(await over(jobId, 200_000)).toMatchObject({ state: 'done', attempt: 2, problem: null })
  const after = await partsOf(id)
  // what was finished is as it was, and was not computed again
  for (const part of before) expect(after).toContainEqual(part)

  const undisturbed = await desk.search({ space: SOME } as never)
  await over(undisturbed.jobId, 200_000)
  expect(await cameTo(id)).toEqual(await cameTo(undisturbed.id))
  expect((await desk.found(id)).doneTrials).toBe(160)
})

test('a search is paused and goes on, with what was finished in between', async () => {
  const desk = await openSearchDesk(stage)
  const { optimise } = desk.api
  await startWorker()
  const { id, jobId } = await desk.search({ space: MANY } as never)
  await someParts(id)
  await optimise.pause.mutate(desk.at(id))
  await over(jobId)
  const paused = await desk.found(id)
  expect(paused).toMatchObject({ state: 'paused', outcome: null })
  expect(paused.doneTrials).toBeLessThan(800)
  const before = await partsOf(id)
  const { total } = await optimise.trials.query(desk.at(id))
  expect(total).toBe(paused.doneTrials)
  expect(await outcome(optimise.pause.mutate(desk.at(id)))).toBe('NOT_POSSIBLE_NOW')

  expect(await optimise.resume.mutate(desk.at(id))).toEqual({ jobId })
  expect(await outcome(optimise.resume.mutate(desk.at(id)))).toBe('NOT_POSSIBLE_NOW')
  expect(await over(jobId, 200_000)).toMatchObject({ state: 'done' })
  expect(await desk.found(id)).toMatchObject({ state: 'done', doneTrials: 800, pausedAt: null })
  const after = await partsOf(id)
  for (const part of before) expect(after).toContainEqual(part)
})

test('a search that waits is paused before it begins, and may be cancelled from there', async () => {
  const desk = await openSearchDesk(stage)
  const { optimise } = desk.api
  const { id, jobId } = await desk.search()
  await optimise.pause.mutate(desk.at(id))
  expect(await desk.found(id)).toMatchObject({ state: 'paused' })
  // jobs are kept for a week, searches for long
  await db.job.delete({ where: { id: jobId } })
  const resumed = await optimise.resume.mutate(desk.at(id))
  expect(await desk.found(id)).toMatchObject({ state: 'queued', job: { id: resumed.jobId } })
  await optimise.pause.mutate(desk.at(id))
  expect(await optimise.cancel.mutate(desk.at(id))).toEqual({ asked: true })
  expect(await desk.found(id)).toMatchObject({ state: 'cancelled' })
})

test('a cancelled search keeps what it found, and goes on when it is asked again', async () => {
  const desk = await openSearchDesk(stage)
  const { optimise } = desk.api
  await startWorker()
  const { id, jobId } = await desk.search({ space: MANY } as never)
  await someParts(id)
  expect(await optimise.cancel.mutate(desk.at(id))).toEqual({ asked: true })
  expect(await over(jobId)).toMatchObject({ state: 'cancelled' })
  const found = await desk.found(id)
  expect(found).toMatchObject({ state: 'cancelled', best: { value: expect.any(Number) } })
  const { rows } = await optimise.trials.query({ ...desk.at(id), limit: 1 })
  expect(rows[0]?.number).toBe(found.best?.trial)
  expect(await optimise.again.mutate(desk.at(id))).toEqual({ id, jobId })
  expect(await over(jobId, 200_000)).toMatchObject({ state: 'done' })
  expect((await desk.found(id)).doneTrials).toBe(800)
})

test('a search that runs twice at a time is kept once', async () => {
  const desk = await openSearchDesk(stage)
  const first = await startWorker()
  const { id, jobId } = await desk.search({ space: MANY } as never)
  await someParts(id)
  // the first worker hangs past its lease: a second one takes the job over while the first still computes
  first.kill('SIGSTOP')
  await startWorker()
  await vi.waitFor(async () => expect((await jobOf(jobId)).attempt).toBe(2), {
    timeout: 60_000,
    interval: 50,
  })
  first.kill('SIGCONT')
  expect(await over(jobId, 200_000)).toMatchObject({ state: 'done', problem: null })
  const parts = await partsOf(id)
  expect(parts.reduce((sum, { trials }) => sum + trials, 0)).toBe(800)
  expect((await desk.found(id)).doneTrials).toBe(800)
})

test('backtests go on beside a search', async () => {
  const desk = await openSearchDesk(stage)
  await startWorker()
  const { id } = await desk.search({ space: MANY } as never)
  await someParts(id)
  const { jobId } = await desk.ask()
  expect(await over(jobId, 120_000)).toMatchObject({ state: 'done' })
  // the search may be over by now, but the backtest has not waited for that
  const [backtest, search] = await Promise.all([
    db.job.findUniqueOrThrow({ where: { id: jobId } }),
    db.job.findFirstOrThrow({ where: { optimisationId: id } }),
  ])
  const ended = search.finishedAt?.getTime() ?? Number.POSITIVE_INFINITY
  expect(backtest.startedAt?.getTime()).toBeLessThan(ended)
  await desk.api.optimise.remove.mutate(desk.at(id))
})
