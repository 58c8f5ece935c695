import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/server/db/client'
import { startFeeds } from '@/server/feed/lead'
import { barStore, market } from '@/server/services'
import { enqueue } from '@/server/workers/enqueue'
import { openStage, type Stage } from '../api/stage'
import { connect, type Heard, hear } from './live'

type Owner = Awaited<ReturnType<Stage['owner']>>
let stage: Stage
let ann: Owner
let socket: ReturnType<typeof connect>
const where = (who: Owner = ann) => ({ workspaceId: who.workspaceId })
beforeAll(async () => {
  stage = await openStage()
  ann = await stage.owner('Ann')
  socket = connect(stage, ann)
})
afterAll(async () => {
  await socket.close()
  await stage.close()
})

describe('the jobs of a workspace', () => {
  const ask = (who: Owner = ann) => enqueue(db, 'upkeep.prune', {}, { ...where(who), createdBy: 'test' })

  test('are listed newest first, page by page, and opened by id', async () => {
    const made: string[] = []
    for (let i = 0; i < 5; i++) made.unshift((await ask()).id)
    const first = await ann.api.jobs.list.query({ ...where(), limit: 3 })
    const second = await ann.api.jobs.list.query({ ...where(), limit: 3, cursor: first.next! })
    expect([...first.jobs, ...second.jobs].map(job => job.id)).toEqual(made)
    expect(second.next).toBeNull()
    expect(await ann.api.jobs.get.query({ ...where(), jobId: made[0]! })).toMatchObject({
      state: 'queued',
      progress: 0,
    })
    expect((await ann.api.jobs.list.query({ ...where(), states: ['done'] })).jobs).toEqual([])
  })

  test('are watched: what waits now, then every change', async () => {
    const { id } = await ask()
    type Event =
      | { kind: 'active'; jobs: { id: string }[] }
      | { kind: 'change'; job: { id: string; state: string } }
    const said = (heard: readonly Heard<Event>[], state: string) =>
      heard.some(({ data }) => data.kind === 'change' && data.job.id === id && data.job.state === state)
    const hearing = hear<Event>(
      handlers => socket.live.jobs.watch.subscribe(where(), handlers as never),
      all => {
        if (all.length === 1) void ann.api.jobs.cancel.mutate({ ...where(), jobId: id })
        return said(all, 'cancelled')
      },
    )
    const [first] = await hearing
    expect(first?.data).toMatchObject({ kind: 'active' })
    expect(first?.data.kind === 'active' && first.data.jobs.map(job => job.id)).toContain(id)
    expect(await ann.api.jobs.cancel.mutate({ ...where(), jobId: id })).toEqual({ asked: false })
  })

  test('are nobody else’s to see or stop', async () => {
    const bob = await stage.owner('Bob')
    const { id } = await ask()
    await expect(bob.api.jobs.get.query({ ...where(bob), jobId: id })).rejects.toThrow(/does not exist/)
    await expect(bob.api.jobs.cancel.mutate({ ...where(bob), jobId: id })).rejects.toThrow(/does not exist/)
    expect((await bob.api.jobs.list.query(where(bob))).jobs).toEqual([])
  })
})

describe('the market', () => {
  test('names its venues and instruments', async () => {
    expect(await ann.api.market.venues.query(where())).toMatchObject([
      { venue: 'simulated', speed: 1, live: true },
      { venue: 'csv', live: false },
    ])
    expect(await ann.api.market.instruments.query({ ...where(), venue: 'simulated' })).toHaveLength(203)
    await expect(ann.api.market.instruments.query({ ...where(), venue: 'nowhere' })).rejects.toThrow(
      /Choose one of: simulated/,
    )
  })

  test('gives closed bars and the forming one, which follows them', async () => {
    const asked = { ...where(), venue: 'simulated', symbol: 'QUARKUSD', timeframe: '5m', count: 50 } as const
    const { bars, forming, instrument } = await ann.api.market.bars.query(asked)
    expect(instrument.symbol).toBe('QUARKUSD')
    expect(bars.close).toHaveLength(50)
    expect((forming?.time ?? 0) - bars.time.at(-1)!).toBeGreaterThanOrEqual(300_000)
    await expect(ann.api.market.bars.query({ ...asked, symbol: 'NOPE' })).rejects.toThrow('no symbol NOPE')
  })

  test('shows the last bars of a symbol that went, and none that forms', async () => {
    const asked = { ...where(), venue: 'simulated', symbol: 'TILLERUSD', timeframe: '1d', count: 5 } as const
    const { bars, forming, instrument } = await ann.api.market.bars.query(asked)
    expect(instrument).toMatchObject({ status: 'delisted', delistedAt: Date.UTC(2025, 7, 4) })
    expect(bars.time.at(-1)).toBe(Date.UTC(2025, 7, 3))
    expect([bars.time.length, forming]).toEqual([5, null])
  })

  test('tells the last 24 hours of all that trade', async () => {
    const tickers = await ann.api.market.dayTickers.query({ ...where(), venue: 'simulated' })
    expect(tickers).toHaveLength(200)
    for (const { low, last, high } of tickers)
      expect([low, last, high]).toEqual([low, last, high].sort((a, b) => a - b))
  })

  test('says whether its feed flows', async () => {
    expect(await ann.api.market.feed.query(where())).toMatchObject({ state: 'missing', ageMs: null })
    const feeds = startFeeds({
      url: process.env.DATABASE_URL ?? '',
      db,
      market,
      store: barStore,
      name: 'test',
      now: Date.now,
      onError: () => {},
    })
    const heard = await hear<{ state: string }>(
      handlers => socket.live.market.watchFeed.subscribe(where(), handlers as never),
      all => all.at(-1)?.data.state === 'flowing',
    )
    expect(heard[0]?.data.state).toMatch(/missing|flowing/)
    await feeds.stop()
  })
})
