import { afterAll, describe, expect, test } from 'vitest'
import { timeframeMs } from '@/sandbox/ir/timeframe'
import { db, pool } from '@/server/db/client'
import { VenueProblem } from '@/server/market/problem'
import { type BackfillProgress, backfill, planBackfill } from '@/server/market/source/backfill'
import type { SeriesKey } from '@/server/market/store/series'
import { BarStore } from '@/server/market/store/store'
import { bits } from '../store/bars'
import { down, NOW, SYMBOL, type TestVenue, testVenue } from './venue'

const store = new BarStore(pool)
const MINUTE = timeframeMs['1m']
const to = Date.UTC(2026, 10, 18)
const from = to - 2000 * MINUTE

afterAll(() => db.$disconnect())

const keyOf = (venue: TestVenue): SeriesKey => ({ venue: venue.storedAs, symbol: SYMBOL, timeframe: '1m' })
const instrumentOf = async (venue: TestVenue) =>
  (await venue.instruments()).find(each => each.symbol === SYMBOL)!
const truth = (venue: TestVenue) => testVenue({ now: venue.now }).barsBefore(SYMBOL, '1m', to, 2000)

async function run(venue: TestVenue, { stopAfter = Infinity } = {}) {
  const told: BackfillProgress[] = []
  const abort = new AbortController()
  const tell = (progress: BackfillProgress) => {
    told.push(progress)
    if (told.length > stopAfter) abort.abort(new Error('cancelled'))
  }
  const instrument = await instrumentOf(venue)
  const ended = backfill(store, venue, instrument, '1m', { from, to }, { signal: abort.signal, tell })
  return { told, error: await ended.then(() => null).catch((error: unknown) => error) }
}

describe('a back-fill', () => {
  test('stores what the venue has, and says how far it is', async () => {
    const venue = testVenue({ page: 500 })
    const { told, error } = await run(venue)
    expect(error).toBeNull()
    expect(told.map(({ done, total }) => [done, total])).toEqual([
      [0, 2000],
      [500, 2000],
      [1000, 2000],
      [1500, 2000],
      [2000, 2000],
    ])
    expect(told.at(-1)?.at).toBe(to)
    expect(bits(await store.load(keyOf(venue), -Infinity, Infinity))).toEqual(bits(await truth(venue)))
    expect(await store.covered(keyOf(venue))).toEqual([{ from, to }])
  })

  test('asks for nothing twice: not what others asked, not what an earlier one got before it ended', async () => {
    const venue = testVenue({ page: 300 })
    const middle = { from: from + 900 * MINUTE, to: from + 1000 * MINUTE }
    const bars = await truth(venue)
    await store.append(keyOf(venue), await testVenue().barsBefore(SYMBOL, '1m', middle.to, 100), middle)
    const cancelled = await run(venue, { stopAfter: 2 })
    expect(String(cancelled.error)).toContain('cancelled')
    expect(cancelled.told[0]).toMatchObject({ done: 100, total: 2000 })
    const soFar = venue.asked.length
    venue.fails = { after: 2, problem: down() }
    expect((await run(venue)).error).toBeInstanceOf(VenueProblem)
    const { told, error } = await run(venue)
    expect(error).toBeNull()
    expect(told[0]?.done).toBeGreaterThan(900)
    expect(bits(await store.load(keyOf(venue), -Infinity, Infinity))).toEqual(bits(bars))
    expect(await store.covered(keyOf(venue))).toEqual([{ from, to }])
    const asked = venue.asked.toSorted((a, b) => a.from - b.from)
    for (const [k, each] of asked.entries())
      if (k > 0) expect(each.from).toBeGreaterThanOrEqual(asked[k - 1]!.to)
    expect(asked.length).toBeGreaterThan(soFar)
    const again = await run(venue)
    expect(again.told).toEqual([{ done: 2000, total: 2000, at: to }])
    expect(venue.asked).toHaveLength(asked.length)
  })

  test('asks for nothing of before a listing or after a delisting', async () => {
    const venue = testVenue()
    const instrument = await instrumentOf(venue)
    const [listedAt, delistedAt] = [from + 500 * MINUTE, from + 1500 * MINUTE]
    const plan = (stretch: { readonly from: number; readonly to: number }) =>
      planBackfill(store, venue, { ...instrument, listedAt, delistedAt }, '1m', stretch)
    expect(await plan({ from, to })).toMatchObject({
      stretch: { from: listedAt, to: delistedAt },
      bars: 1000,
      missingBars: 1000,
    })
    expect(await plan({ from, to: from + 400 * MINUTE })).toMatchObject({ missing: [], bars: 0 })
    expect(await plan({ from: delistedAt, to })).toMatchObject({ missing: [], bars: 0 })
  })

  test('takes the venue’s holes for asked', async () => {
    const hole = (time: number) => time >= from + 100 * MINUTE && time < from + 700 * MINUTE
    const venue = testVenue({ page: 250, hole })
    const { told } = await run(venue)
    expect(told.at(-1)).toMatchObject({ done: 2000, total: 2000 })
    expect((await store.load(keyOf(venue), -Infinity, Infinity)).time).toHaveLength(1400)
    expect(await store.missing(keyOf(venue), from, to)).toEqual([])
  })

  test('ends where bars are sure to be final', async () => {
    const venue = testVenue()
    const plan = await planBackfill(store, venue, await instrumentOf(venue), '1m', {
      from: NOW - 10 * MINUTE - 1,
      to: NOW + 1e9,
    })
    const open = Math.floor(NOW / MINUTE) * MINUTE
    expect(plan.stretch).toEqual({ from: open - 9 * MINUTE, to: open - MINUTE })
    expect(plan).toMatchObject({ bars: 8, missingBars: 8 })
  })
})
