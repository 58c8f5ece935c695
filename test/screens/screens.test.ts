import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { seed } from '@/prisma/seed'
import { catalogue } from '@/sandbox/catalogue'
import type { Program } from '@/sandbox/ir/program'
import { timeframeMs } from '@/sandbox/ir/timeframe'
import { db } from '@/server/db/client'
import { openScreen } from '@/server/engine/screen'
import { haltAround } from '@/server/market/simulated/listings'
import { askForRun } from '@/server/screens/ask'
import type { LiveEvent } from '@/server/screens/live'
import { supplyBars } from '@/server/screens/supply'
import { barSource, market } from '@/server/services'
import { openStage, type Stage } from '../api/stage'
import { killWorkers, startWorker, stopWorkers } from '../setup/worker'
import { connect, type Heard, hear } from './live'

// A minute bar closes every two seconds, here and in the worker.
vi.hoisted(() => {
  process.env.MARKET_SPEED = '30'
  process.env.MARKET_ANCHOR = String(Date.UTC(2026, 0, 1))
})

let stage: Stage
const closers: (() => unknown)[] = []

beforeAll(async () => {
  await seed(process.env.DATABASE_URL ?? '')
  stage = await openStage()
  await startWorker()
})
afterAll(async () => {
  for (const close of closers) await close()
  await stage.close()
  await stopWorkers()
})

type Guest = Awaited<ReturnType<Stage['guest']>>
type Screen = { id: string; name: string }

/** A guest with a live connection of their own. */
async function arrive() {
  const guest = await stage.guest()
  const { live, close } = connect(stage, guest)
  closers.push(close)
  const screens: Screen[] = await guest.api.screens.list.query({ workspaceId: guest.workspaceId })
  const screen = (name: string) => screens.find(each => each.name === name)!
  return { ...guest, live, screens, screen, where: { workspaceId: guest.workspaceId } }
}
type Visitor = Awaited<ReturnType<typeof arrive>>

const liveOf = (
  visitor: Visitor,
  screenId: string,
  enough: (heard: readonly Heard<LiveEvent>[]) => boolean,
  lastEventId?: string,
) =>
  hear<LiveEvent>(
    handlers =>
      visitor.live.screens.live.subscribe({ ...visitor.where, screenId, lastEventId }, handlers as never), // tracked data as the server sends it
    enough,
  )
const watchOf = (
  visitor: Visitor,
  runId: string,
  lastEventId?: string,
  enough: (heard: readonly Heard<LiveEvent>[]) => boolean = () => false,
) =>
  hear<LiveEvent>(
    handlers =>
      visitor.live.screens.watch.subscribe({ ...visitor.where, runId, lastEventId }, handlers as never), // as above
    enough,
  )
const rowsIn = (heard: readonly Heard<LiveEvent>[], runId?: string) =>
  heard.flatMap(({ data }) => (data.kind === 'rows' && (!runId || data.runId === runId) ? data.rows : []))
const lastState = (heard: readonly Heard<LiveEvent>[]) =>
  heard.flatMap(({ data }) => (data.kind === 'state' ? [data.run] : [])).at(-1)

describe('a newcomer', () => {
  let guest: Visitor
  beforeAll(async () => {
    guest = await arrive()
  })

  test('finds the demo screens and sees rows without asking for them', async () => {
    expect(guest.screens.map(each => each.name)).toContain('Movers now')
    const { id } = guest.screen('Movers now')
    const heard = await liveOf(guest, id, all => lastState(all)?.state === 'done')
    const first = heard.find(each => each.data.kind === 'rows')
    expect(first).toBeDefined()
    const run = lastState(heard)!
    expect(run).toMatchObject({ state: 'done', progress: 1, symbols: 200, problem: null })
    expect(rowsIn(heard, run.runId).map(row => row.seq)).toEqual([...Array(200).keys()])
    expect(run.columns).toEqual(['zscore', 'move', 'busy'])
    expect(rowsIn(heard, run.runId).filter(row => row.matched).length).toBe(run.matches)
  })

  test('sees prices move and the next bar judged when it closes', async () => {
    const { id } = guest.screen('Movers now')
    const heard = await liveOf(guest, id, all => {
      const runs = new Set(
        all.flatMap(({ data }) =>
          data.kind === 'state' && data.run.state === 'done' ? [data.run.barTime.getTime()] : [],
        ),
      )
      return runs.size >= 3 && all.some(({ data }) => data.kind === 'prices')
    })
    const bars = [
      ...new Set(heard.flatMap(({ data }) => (data.kind === 'state' ? [data.run.barTime.getTime()] : []))),
    ]
    for (let i = 1; i < bars.length; i++) expect(bars[i]! - bars[i - 1]!).toBeGreaterThanOrEqual(60_000)
    const prices = heard.flatMap(({ data }) => (data.kind === 'prices' ? data.prices : []))
    expect(prices.length).toBeGreaterThan(100)
  })
})

const PUSHES = `export default script({ name: 'Pushes' },
  ({ close, ta }) => ({ up: close > ago(close, 1) }),
  (bar, state) => {
    state.ups = bar.up ? (state.ups ?? 0) + 1 : 0
    return { filter: state.ups >= 1, columns: { ups: state.ups } }
  })`

describe('a run', () => {
  test('is computed once, however many ask for it at once', async () => {
    const guest = await arrive()
    const { id } = guest.screen('Leaders of the quarter')
    const asked = await Promise.all(
      Array.from({ length: 6 }, () => guest.api.screens.run.mutate({ ...guest.where, screenId: id })),
    )
    expect(new Set(asked.map(each => each.runId)).size).toBe(1)
    expect(asked.filter(each => each.created)).toHaveLength(1)
    await watchOf(guest, asked[0]!.runId)
    const again = await guest.api.screens.run.mutate({ ...guest.where, screenId: id })
    expect(again).toMatchObject({ runId: asked[0]!.runId, created: false })
    expect(await db.job.count({ where: { screenRunId: asked[0]!.runId, attempt: 1 } })).toBe(1)
  })

  test('stores what the engine says of each symbol, and opens again best first', async () => {
    const guest = await arrive()
    const { id } = guest.screen('Twenty-bar breakouts')
    const { runId } = await guest.api.screens.run.mutate({ ...guest.where, screenId: id })
    const heard = await watchOf(guest, runId)
    expect(lastState(heard)?.state).toBe('done')
    const stored = await guest.api.screens.rows.query({ ...guest.where, runId })
    expect(stored.rows).toHaveLength(200)
    const ranks = stored.rows.map(
      row => [row.matched ? 0 : 1, -(row.score ?? Number.NEGATIVE_INFINITY)] as const,
    )
    for (let i = 1; i < ranks.length; i++) {
      expect(ranks[i]![0]).toBeGreaterThanOrEqual(ranks[i - 1]![0])
      if (ranks[i]![0] === ranks[i - 1]![0]) expect(ranks[i]![1]).toBeGreaterThanOrEqual(ranks[i - 1]![1])
    }
    const { version, barTime } = await db.screenRun.findUniqueOrThrow({
      where: { id: runId },
      select: { barTime: true, version: { select: { program: true } } },
    })
    const screen = openScreen(version.program as unknown as Program, '1h', catalogue)
    const barsOf = await supplyBars(
      barSource,
      market.at('simulated', null)!,
      screen,
      barTime.getTime() + timeframeMs['1h'],
    )
    for (const row of stored.rows.slice(0, 20)) {
      const { seq: _, ...said } = row
      expect(said).toEqual(screen.judge(row.symbol, (await barsOf([row.symbol]))[0]!))
    }
    expect((await guest.api.screens.runs.query({ ...guest.where, screenId: id })).runs[0]).toMatchObject({
      id: runId,
      symbols: 200,
    })
  })

  test('judges by a script, in the guests’ process, as the code says', async () => {
    const guest = await arrive()
    const kept = { kind: 'script', document: PUSHES } as const
    const { strategyId } = await guest.api.strategies.create.mutate({
      ...guest.where,
      name: 'Pushes',
      ...kept,
    })
    const made = {
      strategyId,
      name: 'Pushes',
      timeframe: '1h' as const,
      universe: { steps: [{ kind: 'symbols' as const, symbols: ['ANVILUSD', 'ZEPHYRUSD'] }] },
    }
    const { id } = await guest.api.screens.create.mutate({ ...guest.where, ...made })
    const { runId } = await guest.api.screens.run.mutate({ ...guest.where, screenId: id })
    const heard = await watchOf(guest, runId)
    expect(lastState(heard)).toMatchObject({ state: 'done', problem: null, columns: ['ups'] })
    const { barTime } = await db.screenRun.findUniqueOrThrow({
      where: { id: runId },
      select: { barTime: true },
    })
    for (const { symbol, values, matched } of rowsIn(heard)) {
      const until = barTime.getTime() + timeframeMs['1h']
      const { close } = await market.at('simulated', null)!.barsBefore(symbol, '1h', until, 400)
      let ups = 0
      for (let i = 1; i < close.length; i++) ups = close[i]! > close[i - 1]! ? ups + 1 : 0
      expect({ symbol, values, matched }).toEqual({ symbol, values: [ups], matched: ups >= 1 })
    }
  })

  test('leaves out a symbol that has no bar then', async () => {
    const guest = await arrive()
    const halt = haltAround(Date.UTC(2025, 10, 1))
    const { strategyId } = await db.screen.findUniqueOrThrow({
      where: { id: guest.screen('Movers now').id },
      select: { strategyId: true },
    })
    const screen = await db.screen.create({
      data: {
        workspaceId: guest.workspaceId,
        strategyId,
        name: 'During a halt',
        timeframe: '1h',
        universe: { steps: [{ kind: 'symbols', symbols: ['XEBECUSD', 'ZEPHYRUSD'] }] },
      },
      select: { id: true, strategy: { select: { versions: { select: { id: true, digest: true } } } } },
    })
    const [version] = screen.strategy.versions
    const at = async (barTime: number) => {
      const { runId } = await askForRun(db, {
        workspaceId: guest.workspaceId,
        screenId: screen.id,
        versionId: version?.id ?? '',
        digest: version?.digest ?? '',
        columns: ['zscore', 'move', 'busy'],
        barTime,
        title: 'During a halt',
        createdBy: null,
      })
      return rowsIn(await watchOf(guest, runId)).map(({ symbol }) => symbol)
    }
    expect(await at(halt.from)).toEqual(['ZEPHYRUSD'])
    expect(await at(halt.to)).toEqual(['XEBECUSD', 'ZEPHYRUSD'])
  })

  test('of a script that fails says where', async () => {
    const guest = await arrive()
    const document = PUSHES.replace('state.ups =', 'nothing.there =')
    const { strategyId } = await guest.api.strategies.create.mutate({
      ...guest.where,
      name: 'Fails',
      kind: 'script',
      document,
    })
    const made = {
      strategyId,
      name: 'Fails',
      timeframe: '1h' as const,
      universe: { steps: [{ kind: 'symbols' as const, symbols: ['ANVILUSD'] }] },
    }
    const { id } = await guest.api.screens.create.mutate({ ...guest.where, ...made })
    const { runId } = await guest.api.screens.run.mutate({ ...guest.where, screenId: id })
    const state = lastState(await watchOf(guest, runId))!
    expect(state.state).toBe('failed')
    expect(state.problem?.message).toMatch(/^The script failed \(line 4\b.*nothing/)
  })

  test('is resumed after the last row that was received', async () => {
    const guest = await arrive()
    const { id } = guest.screen('Oversold, 5 minutes')
    const { runId } = await guest.api.screens.run.mutate({ ...guest.where, screenId: id })
    const before = await watchOf(guest, runId, undefined, all => rowsIn(all).length >= 30)
    const after = await watchOf(guest, runId, before.at(-1)!.id)
    const seen = [...rowsIn(before), ...rowsIn(after)].map(row => row.seq)
    expect(seen).toEqual([...Array(200).keys()])
    const all = await watchOf(guest, runId, 'no such position')
    expect(rowsIn(all)).toHaveLength(200)
  })

  test('that was cancelled stops, and goes on when it is asked for again', async () => {
    const guest = await arrive()
    const { id } = guest.screen('Pullbacks, quarter hour')
    const { runId, jobId } = await guest.api.screens.run.mutate({ ...guest.where, screenId: id })
    await watchOf(guest, runId, undefined, all => rowsIn(all).length > 0)
    await guest.api.jobs.cancel.mutate({ ...guest.where, jobId })
    const ended = lastState(await watchOf(guest, runId))!
    // It may have been quicker than the cancel; then there is nothing to go on with.
    expect(['cancelled', 'done']).toContain(ended.state)
    const again = await guest.api.screens.run.mutate({ ...guest.where, screenId: id })
    const run = again.runId === runId ? again : { runId: again.runId }
    const heard = await watchOf(guest, run.runId)
    expect(lastState(heard)?.state).toBe('done')
    expect(rowsIn(heard).map(row => row.seq)).toEqual([...Array(200).keys()])
  })

  test('of the same program over the same universe and bar has the same rows for another guest', async () => {
    const [first, second] = [await arrive(), await arrive()]
    const name = 'Pullbacks in science and energy'
    const one = await first.api.screens.run.mutate({ ...first.where, screenId: first.screen(name).id })
    await watchOf(first, one.runId)
    const two = await second.api.screens.run.mutate({ ...second.where, screenId: second.screen(name).id })
    const heard = await watchOf(second, two.runId)
    expect(two.runId).not.toBe(one.runId)
    const [a, b] = await Promise.all([
      first.api.screens.rows.query({ ...first.where, runId: one.runId }),
      second.api.screens.rows.query({ ...second.where, runId: two.runId }),
    ])
    expect(a.rows).toHaveLength(50)
    expect(b.rows).toEqual(a.rows)
    expect(b.run).toMatchObject({ symbols: 50, matches: a.run.matches })
    expect(rowsIn(heard)).toHaveLength(50)
  })

  test('is finished by another worker when its own is killed, with every row once', async () => {
    const guest: Guest & Visitor = await arrive()
    const { id } = guest.screen('Squeezes let go')
    const { runId } = await guest.api.screens.run.mutate({ ...guest.where, screenId: id })
    await watchOf(guest, runId, undefined, all => rowsIn(all).length > 0)
    await killWorkers()
    await startWorker()
    const heard = await watchOf(guest, runId)
    expect(lastState(heard)?.state).toBe('done')
    expect(rowsIn(heard).map(row => row.seq)).toEqual([...Array(200).keys()])
    expect(new Set(rowsIn(heard).map(row => row.symbol)).size).toBe(200)
  })

  test('is nothing that another workspace can see', async () => {
    const [owner, stranger] = [await arrive(), await arrive()]
    const { id } = owner.screen('Leaders of the quarter')
    const { runId, jobId } = await owner.api.screens.run.mutate({ ...owner.where, screenId: id })
    for (const peek of [
      () => stranger.api.screens.rows.query({ ...stranger.where, runId }),
      () => stranger.api.screens.run.mutate({ ...stranger.where, screenId: id }),
      () => stranger.api.jobs.cancel.mutate({ ...stranger.where, jobId }),
      () => stranger.api.screens.rows.query({ ...owner.where, runId }),
      () => watchOf(stranger, runId),
    ])
      await expect(peek()).rejects.toThrow(/does not exist/)
  })
})
