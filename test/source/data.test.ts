import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callerFactory } from '@/server/api/procedures'
import { appRouter } from '@/server/api/router'
import { db } from '@/server/db/client'
import { Refusal } from '@/server/errors'
import { FLAGS } from '@/server/market/quality/flags'
import { barCache, barSource, barStore, bus, market } from '@/server/services'
import type { JobContext } from '@/server/workers/define'
import { createHandlers } from '@/server/workers/handlers'
import { contextOf, makeSide, type Side } from '../api/world'
import { pick } from '../store/bars'

const callerOf = callerFactory(appRouter)
const handlers = createHandlers({ db, market, barStore, barSource, barDays: 0 })
const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000
const [from, to] = [Date.UTC(2026, 0, 5), Date.UTC(2026, 0, 9)]
const venue = 'simulated'

let side: Side
let other: Side
beforeAll(async () => {
  side = await makeSide('mine')
  other = await makeSide('other')
})
afterAll(async () => {
  barCache().close()
  await bus.close()
  await db.$disconnect()
})

const api = (whose = side, role: 'owner' | 'viewer' | 'member' = 'member') =>
  callerOf(contextOf(whose.people[role])).data
const inside = (whose = side) => ({ workspaceId: whose.ids.workspaceId })
const refusal = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  const cause = (error as { cause?: unknown } | null)?.cause
  return cause instanceof Refusal ? `${cause.code}: ${cause.message}` : String(error)
}

/** What a worker does with a job, without one. */
async function work(jobId: string) {
  const row = await db.job.findUniqueOrThrow({
    where: { id: jobId },
    select: { name: true, payload: true, workspaceId: true },
  })
  const stages: string[] = []
  const context: JobContext = {
    id: jobId,
    workspaceId: row.workspaceId,
    attempt: 1,
    signal: new AbortController().signal,
    progress: (_, stage = '') => stages.push(stage),
    fenced: () => Promise.reject(new Error('not asked for')),
  }
  await handlers[row.name as 'market.backfill'](row.payload as never, context) // what the router wrote
  await db.job.update({ where: { id: jobId }, data: { state: 'done' }, select: { id: true } })
  return stages
}

describe('a back-fill', () => {
  const series = { venue, symbol: 'ANVILUSD', timeframe: '1m' } as const

  test('is one job for a workspace and series, until it is over', async () => {
    const asked = await api().backfill({ ...inside(), ...series, from, to })
    expect(asked).toMatchObject({ created: true, bars: 5760, missing: 5760 })
    expect(await api().backfill({ ...inside(), ...series, from, to: to + DAY })).toMatchObject({
      created: false,
      jobId: asked.jobId,
    })
    expect(await api(other).backfill({ ...inside(other), ...series, from, to })).toMatchObject({
      created: true,
    })
    const stages = await work(asked.jobId)
    expect(stages[0]).toBe('0 of 5,760 bars, at 2026-01-05')
    expect(stages.at(-1)).toBe('5,760 bars')
    const next = await api().backfill({ ...inside(), ...series, from, to: to + DAY })
    expect(next).toMatchObject({ created: true, bars: 7200, missing: 1440 })
    expect(await work(next.jobId)).toEqual(['5,760 of 7,200 bars, at 2026-01-09', '7,200 bars'])
  })

  test('is listed with the instrument, newest first, for its own workspace', async () => {
    const jobs = await api(side, 'viewer').jobs({ ...inside(), venue, symbol: 'ANVILUSD' })
    expect(jobs.map(({ name, timeframe, state }) => [name, timeframe, state])).toEqual([
      ['market.backfill', '1m', 'done'],
      ['market.backfill', '1m', 'done'],
    ])
    expect(jobs[0]?.title).toBe('Fetch 1m bars of ANVILUSD, simulated: 2026-01-05 to 2026-01-09')
    expect(await api(other).jobs({ ...inside(other), venue, symbol: 'ANVILUSD' })).toHaveLength(1)
    expect(await api().jobs({ ...inside(), venue, symbol: 'ABACUSUSD' })).toEqual([])
  })

  test('shows in what is stored', async () => {
    const told = await api(side, 'viewer').series({ ...inside(), venue, symbol: 'ANVILUSD' })
    expect(told).toMatchObject({ calendar: { id: 'always' }, live: true, computed: true })
    expect(told.series.find(each => each.timeframe === '1m')).toMatchObject({
      bars: 7200,
      first: from,
      last: to + DAY - MINUTE,
      covered: [{ from, to: to + DAY }],
    })
    expect(told.series.find(each => each.timeframe === '1h')).toEqual({
      timeframe: '1h',
      bars: 0,
      first: null,
      last: null,
      covered: [],
      bytes: 0,
      revision: 0,
      changedAt: null,
    })
  })

  test('that can’t be is refused with what to do', async () => {
    const ask = (input: object) => refusal(api().backfill({ ...inside(), ...series, from, to, ...input }))
    expect(await ask({ from: Date.UTC(2016, 0, 5), to: Date.UTC(2026, 0, 5) })).toBe(
      'TOO_LARGE: These are 5,260,320 bars; one job fetches up to 5,000,000. Choose a shorter range or a slower timeframe.',
    )
    expect(await ask({ to: from })).toContain('BAD_INPUT: The range ends before it begins.')
    expect(await ask({ from: Date.UTC(2099, 0, 1), to: Date.UTC(2099, 1, 1) })).toContain(
      'No 1m bar of ANVILUSD',
    )
    expect(await ask({ symbol: 'NOSUCH' })).toBe('NOT_FOUND: simulated has no symbol NOSUCH.')
    expect(await ask({ venue: 'nowhere' })).toContain('Choose one of: simulated')
    expect(await refusal(api(side, 'viewer').backfill({ ...inside(), ...series, from, to }))).toContain(
      'NOT_ALLOWED',
    )
  })

  test('waits its turn when a workspace has many', async () => {
    const symbols = (await market.at(venue, null)!.instruments()).slice(20, 31).map(each => each.symbol)
    const asked = (symbol: string) =>
      refusal(api().backfill({ ...inside(), venue, symbol, timeframe: '1h', from, to }))
    for (const symbol of symbols.slice(0, 10)) expect(await asked(symbol)).toBe('null')
    expect(await asked(symbols[10] ?? '')).toContain('10 jobs on bars wait or run')
    expect(await asked(symbols[0] ?? '')).toBe('null')
    expect(await db.job.count({ where: { ...inside(), state: 'queued', name: 'market.backfill' } })).toBe(10)
  })
})

describe('what is stored', () => {
  const series = { venue, symbol: 'GEYSERUSD', timeframe: '1m' } as const
  const spike = from + DAY + 600 * MINUTE

  test('is told day by day, with what is missing and what is doubtful', async () => {
    const bars = await market.at(venue, null)!.barsBefore(series.symbol, '1m', to, 4 * 1440)
    const row = (time: number) => (time - from) / MINUTE
    const hole = { from: from + 10 * HOUR, to: from + 11 * HOUR }
    const stored = pick(
      bars,
      [...bars.time.keys()].filter(
        k => k < row(hole.from) || (k >= row(hole.to) && k < row(to - DAY - HOUR)),
      ),
    )
    stored.high[row(spike) - 60]! *= 5
    await barStore.append(series, stored, { from, to: to - DAY - HOUR })
    const told = await api(side, 'viewer').coverage({ ...inside(), ...series, from, to })
    expect(told.days).toMatchObject([
      { day: from, expected: 1440, present: 1380, asked: 1440, flagged: 1 },
      { day: from + DAY, expected: 1440, present: 1440, asked: 1440, flagged: 1 },
      { day: from + 2 * DAY, expected: 1440, present: 1380, asked: 1380, flagged: 0 },
      { day: from + 3 * DAY, expected: 1440, present: 0, asked: 0, flagged: 0 },
    ])
    expect(told.gaps).toEqual([{ ...hole, missing: 60 }])
    expect(told).toMatchObject({ gapCount: 1, missing: 60, bars: 4200 })
    expect(told.flags).toMatchObject({ afterGap: 1, outlier: 1 })
  })

  test('is flagged bar by bar', async () => {
    const told = await api(side, 'viewer').flags({
      ...inside(),
      ...series,
      from: from + DAY,
      to: from + 2 * DAY,
    })
    expect(told).toEqual({ bits: FLAGS, time: [spike], flags: [FLAGS.outlier] })
    expect(await refusal(api().flags({ ...inside(), ...series, from: 0, to }))).toContain(
      'TOO_LARGE: That is more than 20,000 bars.',
    )
  })

  test('is repaired by a job that says what it did', async () => {
    await db.job.deleteMany({ where: inside() })
    const asked = await api().repair({ ...inside(), ...series })
    expect(asked.created).toBe(true)
    expect(await api().repair({ ...inside(), ...series })).toEqual({ ...asked, created: false })
    expect((await work(asked.jobId)).at(-1)).toBe(
      '60 missing, 1 doubtful: 60 added, 1 corrected by the venue',
    )
    const told = await api().coverage({ ...inside(), ...series, from, to })
    expect(told).toMatchObject({ gapCount: 0, bars: 4260, flags: { outlier: 0, afterGap: 0 } })
    expect(await refusal(api().repair({ ...inside(), ...series, timeframe: '1w' }))).toBe(
      'NOT_POSSIBLE_NOW: No 1w bars of GEYSERUSD are stored. Fetch some first.',
    )
  })
})
