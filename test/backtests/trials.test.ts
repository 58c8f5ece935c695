import { afterAll, beforeAll, expect, test } from 'vitest'
import { trialsOf } from '@/server/backtests/trials'
import { db } from '@/server/db/client'
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

test('every variant that was seen counts once, and those that were removed are not forgotten', async () => {
  const desk = await openDesk(stage)
  const ran = async (input: Parameters<typeof desk.ask>[0] = {}) => {
    const { id, jobId } = await desk.ask({ from: day(3), to: day(5), ...input })
    await over(jobId)
    return id
  }
  const trials = async (id: string) => (await desk.get(id)).report?.luck.trials
  const first = await ran()
  expect(await trials(first)).toBe(1)
  expect((await desk.get(first)).report?.undefinedStats['luck-sharpe']).toBe('one trial')

  // the same once more, and over another period
  const again = await ran()
  await ran({ from: day(2) })
  expect(await trials(first)).toBe(1)

  // other parameters, settings and symbols
  const other = await ran({ params: { fast: 5 } })
  await ran({ settings: { cash: 500 } })
  await ran({ universe: one('QUARKUSD') })
  const { report } = await desk.get(first)
  expect(report?.luck.trials).toBe(4)
  expect(report?.basis.trials).toBe(4)
  expect(report?.stats['luck-sharpe']).toBeGreaterThan(0)
  expect(report?.luck.sharpe).toBe(report?.stats['luck-sharpe'])

  // another version
  const { workspaceId, strategyId } = desk
  await desk.api.strategies.save.mutate({
    workspaceId,
    strategyId,
    base: 1,
    kind: 'formula',
    document: `export default strategy({ name: 'Cross' }, ({ close, ta }) => ({ long: close > ta.sma(close, 50) }))`,
  })
  await ran()
  expect(await trials(first)).toBe(5)

  const removed = (backtestId: string) => desk.api.backtests.remove.mutate({ workspaceId, backtestId })
  await removed(again)
  expect(await trials(first)).toBe(5)
  await removed(other)
  expect(await trials(first)).toBe(5)

  // what a search has tried
  await db.strategy.update({ where: { id: strategyId }, data: { pastTrials: { increment: 200 } } })
  expect(await trialsOf(db, strategyId)).toBe(205)
  const { sharpe = null } = (await desk.get(first)).report?.luck ?? {}
  expect(sharpe).toBeGreaterThan(report?.luck.sharpe ?? Number.NaN)
}, 120_000)

test('who only failed or was cancelled has shown nothing', async () => {
  const failing = await openDesk(
    stage,
    `export default script({ name: 'Fails', timeframe: '1h' }, ({ close }) => ({ close }),
      (bar, state) => { if (bar.close > 0) null.x; return { filter: true } })`,
  )
  const { jobId } = await failing.ask()
  expect(await over(jobId)).toMatchObject({ state: 'failed' })
  expect(await trialsOf(db, failing.strategyId)).toBe(0)
})
