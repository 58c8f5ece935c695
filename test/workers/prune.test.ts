import { afterAll, expect, test } from 'vitest'
import { db, pool } from '@/server/db/client'
import { BarStore } from '@/server/market/store/store'
import type { JobContext } from '@/server/workers/define'
import { upkeepPrune } from '@/server/workers/handlers/upkeepPrune'

afterAll(() => db.$disconnect())

const DAY_MS = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS)
const context: JobContext = {
  id: '',
  workspaceId: null,
  attempt: 1,
  signal: new AbortController().signal,
  progress: () => {},
  fenced: () => Promise.reject(new Error('not asked for')),
}

test('old news goes, results and what is still to be done stay', async () => {
  const job = (key: string, state: 'done' | 'queued' | 'failed', finishedAt: Date | null) =>
    db.job.create({
      data: { key, name: 'upkeep.prune', title: key, payload: {}, state, finishedAt, createdAt: daysAgo(40) },
      select: { id: true },
    })
  await job('old done', 'done', daysAgo(8))
  await job('old failed', 'failed', daysAgo(8))
  await job('new done', 'done', daysAgo(6))
  await job('still waiting', 'queued', null)
  const letter = (key: string, deliveredAt: Date | null) =>
    db.outbox.create({ data: { key, channel: 'log', payload: {}, deliveredAt }, select: { id: true } })
  await letter('told long ago', daysAgo(31))
  await letter('told', daysAgo(29))
  await letter('untold', null)
  await db.heartbeat.createMany({
    data: [
      { process: 'gone', kind: 'worker', at: daysAgo(2) },
      { process: 'here', kind: 'worker', at: daysAgo(0) },
    ],
  })
  await upkeepPrune(db, { store: new BarStore(pool), venues: [], days: 0 })({}, context)
  const keys = async (rows: Promise<{ key: string | null }[]>) => (await rows).map(row => row.key).sort()
  expect(await keys(db.job.findMany({ select: { key: true } }))).toEqual(['new done', 'still waiting'])
  expect(await keys(db.outbox.findMany({ select: { key: true } }))).toEqual(['told', 'untold'])
  expect((await db.heartbeat.findMany({ select: { process: true } })).map(row => row.process)).toEqual([
    'here',
  ])
})

test('of each screen the newest two hundred finished runs stay, and every unfinished one', async () => {
  const workspace = await db.workspace.create({ data: { name: 'W', slug: 'w' }, select: { id: true } })
  const strategy = await db.strategy.create({
    data: {
      workspaceId: workspace.id,
      name: 'S',
      versions: { create: { number: 1, kind: 'formula', document: '' } },
    },
    select: { id: true, versions: { select: { id: true } } },
  })
  const screens = await Promise.all(
    ['a', 'b'].map(name =>
      db.screen.create({
        data: { workspaceId: workspace.id, strategyId: strategy.id, name, timeframe: '1m' },
        select: { id: true },
      }),
    ),
  )
  const run = (screenId: string, minute: number, finished: boolean) => ({
    workspaceId: workspace.id,
    screenId,
    versionId: strategy.versions[0]!.id,
    digest: 'd',
    barTime: new Date(minute * 60_000),
    finishedAt: finished ? new Date() : null,
  })
  const [a, b] = [screens[0]!.id, screens[1]!.id]
  await db.screenRun.createMany({
    data: [
      ...Array.from({ length: 230 }, (_, minute) => run(a, minute, true)),
      ...Array.from({ length: 20 }, (_, minute) => run(b, minute, true)),
      run(a, 1_000_000, false),
    ],
  })
  await upkeepPrune(db, { store: new BarStore(pool), venues: [], days: 0 })({}, context)
  expect(await db.screenRun.count({ where: { screenId: a } })).toBe(201)
  expect(await db.screenRun.count({ where: { screenId: b } })).toBe(20)
  const oldest = await db.screenRun.findFirstOrThrow({
    where: { screenId: a },
    orderBy: { barTime: 'asc' },
    select: { barTime: true },
  })
  expect(oldest.barTime.getTime()).toBe(30 * 60_000)
})

test('a result stays as long as a backtest has it', async () => {
  const { id: workspaceId } = await db.workspace.create({
    data: { name: 'desk', slug: 'desk of results' },
    select: { id: true },
  })
  const strategy = await db.strategy.create({
    data: { workspaceId, name: 'x', versions: { create: { number: 1, kind: 'formula', document: '' } } },
    select: { id: true, versions: { select: { id: true } } },
  })
  const bytes = new Uint8Array(1)
  const parts = { summary: {}, report: bytes, page: bytes, lists: bytes, equity: bytes, tookMs: 0 }
  const { id: resultId } = await db.backtestResult.create({
    data: { workspaceId, address: 'a', base: 'base', ...parts },
    select: { id: true },
  })
  await db.backtest.create({
    data: {
      workspaceId,
      strategyId: strategy.id,
      versionId: strategy.versions[0]!.id,
      name: 'x',
      venue: 'simulated',
      timeframe: '1h',
      universe: {},
      settings: {},
      digest: 'd',
      from: daysAgo(9),
      to: daysAgo(8),
      resultId,
    },
    select: { id: true },
  })
  const prune = () => upkeepPrune(db, { store: new BarStore(pool), venues: [], days: 0 })({}, context)
  await prune()
  expect(await db.backtestResult.count()).toBe(1)
  await db.strategy.delete({ where: { id: strategy.id }, select: { id: true } })
  await prune()
  expect(await db.backtestResult.count()).toBe(0)
})
