import { afterAll, beforeAll, expect, test } from 'vitest'
import { trialsOf } from '@/server/backtests/trials'
import { db } from '@/server/db/client'
import type { Prisma } from '@/server/generated/prisma/client'
import { openStage, type Stage } from '../api/stage'
import { startWorker, stopWorkers } from '../setup/worker'
import { day, one, openDesk, over } from './desk'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await startWorker()
})
afterAll(async () => {
  await stopWorkers()
  await stage.close()
})

type Row = Prisma.BacktestUncheckedCreateInput

/** The row of a backtest as it may be written again. */
async function rowOf(id: string): Promise<Row> {
  const {
    id: _,
    universe,
    settings,
    params,
    program: __,
    ...rest
  } = await db.backtest.findUniqueOrThrow({ where: { id } })
  return { ...rest, universe: universe as object, settings: settings as object, params: params as object } // never null
}

test('every variant that was seen counts once, and those that were removed are not forgotten', async () => {
  const desk = await openDesk(stage)
  const { workspaceId, strategyId } = desk
  const { id: first, jobId } = await desk.ask({ from: day(3), to: day(4) })
  await over(jobId)
  const row = await rowOf(first)
  /** A backtest like the first but for what is said. Its result is the first's: only that there is one matters to the count. */
  const like = async (other: Partial<Row> = {}) =>
    (await db.backtest.create({ data: { ...row, ...other }, select: { id: true } })).id
  const count = () => trialsOf(db, strategyId)
  expect(await count()).toBe(1)
  const alone = (await desk.get(first)).report
  expect(alone?.luck).toMatchObject({ trials: 1, sharpe: null })
  expect(alone?.undefinedStats['luck-sharpe']).toBe('one trial')

  // the same once more, and over another period
  const again = await like()
  await like({ from: new Date(day(2)), to: new Date(day(5)) })
  expect(await count()).toBe(1)

  // another program, by version or parameters; other settings, symbols and bars
  const other = await like({ digest: 'another program' })
  await like({ settings: { ...(row.settings as object), cash: 500 } })
  await like({ universe: one('QUARKUSD') })
  await like({ timeframe: '4h' })
  expect(await count()).toBe(5)

  // who failed or was cancelled has shown nothing
  const unfinished = await like({ digest: 'never done', resultId: null })
  expect(await count()).toBe(5)

  const { report } = await desk.get(first)
  expect(report?.luck.trials).toBe(5)
  expect(report?.basis.trials).toBe(5)
  expect(report?.stats['luck-sharpe']).toBeGreaterThan(0)
  expect(report?.luck.sharpe).toBe(report?.stats['luck-sharpe'])

  const removed = (backtestId: string) => desk.api.backtests.remove.mutate({ workspaceId, backtestId })
  await removed(again)
  await removed(other)
  await removed(unfinished)
  expect(await count()).toBe(5)
  expect(await db.backtest.count({ where: { id: { in: [again, other, unfinished] } } })).toBe(0)

  // what a search has tried
  await db.strategy.update({ where: { id: strategyId }, data: { pastTrials: { increment: 200 } } })
  expect(await count()).toBe(205)
  const { sharpe = null } = (await desk.get(first)).report?.luck ?? {}
  expect(sharpe).toBeGreaterThan(report?.luck.sharpe ?? Number.NaN)
})
