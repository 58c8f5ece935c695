import { afterAll, describe, expect, test } from 'vitest'
import { type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import { db, pool } from '@/server/db/client'
import { joined, type Repaired, repair } from '@/server/market/source/repair'
import { BarSource } from '@/server/market/source/source'
import { BarCache } from '@/server/market/store/cache'
import { BarStore } from '@/server/market/store/store'
import { bits } from '../store/bars'
import { SYMBOL, type TestVenue, testVenue } from './venue'

const store = new BarStore(pool)
const cache = new BarCache(store, { maxBytes: 2 ** 26 })
const source = new BarSource({ store, cache: () => cache })
const MINUTE = timeframeMs['1m']
const to = Date.UTC(2026, 10, 18)
const from = to - 2000 * MINUTE
const { signal } = new AbortController()

afterAll(() => {
  cache.close()
  return db.$disconnect()
})

async function repaired(venue: TestVenue): Promise<Repaired> {
  const instrument = (await venue.instruments()).find(each => each.symbol === SYMBOL)!
  const told: number[] = []
  const result = await repair(store, venue, instrument, '1m', {
    signal,
    tell: fraction => told.push(fraction),
  })
  expect(told.at(-1) ?? 1).toBe(1)
  return result
}
const fill = (venue: TestVenue, timeframe: Timeframe) => source.range(venue, SYMBOL, timeframe, from, to)

describe('a repair', () => {
  test('finds nothing to do in good bars, and asks the venue nothing', async () => {
    const venue = testVenue()
    await fill(venue, '1m')
    venue.asked.length = 0
    expect(await repaired(venue)).toEqual({ missing: 0, doubtful: 0, added: 0, corrected: 0, slower: 0 })
    expect(venue.asked).toEqual([])
  })

  test('fills the holes the venue has filled since, and puts wrong numbers right, in slower bars too', async () => {
    const truth = { minutes: await fill(testVenue(), '1m'), hours: await fill(testVenue(), '1h') }
    const holes = new Set([100, 101, 102, 1500].map(row => truth.minutes.time[row]!))
    let isWhole = false
    const venue = testVenue({ hole: time => !isWhole && holes.has(time) })
    const key = { venue: venue.storedAs, symbol: SYMBOL, timeframe: '1m' } as const
    await fill(venue, '1m')
    await fill(venue, '1h')
    // a spike such as a broken feed makes, in a minute and the hour that holds it
    const spoil = async (timeframe: '1m' | '1h', at: number) => {
      const bar = await store.load({ ...key, timeframe }, at, at + 1)
      bar.high[0] = bar.high[0]! * 3
      await store.correct({ ...key, timeframe }, bar)
    }
    const spike = truth.minutes.time[700]!
    await spoil('1m', spike)
    await spoil('1h', Math.floor(spike / timeframeMs['1h']) * timeframeMs['1h'])
    isWhole = true
    venue.asked.length = 0
    expect(await repaired(venue)).toEqual({ missing: 4, doubtful: 1, added: 4, corrected: 1, slower: 1 })
    expect(bits(await store.load(key, -Infinity, Infinity))).toEqual(bits(truth.minutes))
    expect(bits(await store.load({ ...key, timeframe: '1h' }, -Infinity, Infinity))).toEqual(
      bits(truth.hours),
    )
    expect(bits(await fill(venue, '1m'))).toEqual(bits(truth.minutes))
    // three places in the minutes, not the whole of them
    expect(venue.asked.filter(({ timeframe }) => timeframe === '1m')).toHaveLength(3)
    expect(await repaired(venue)).toMatchObject({ missing: 0, doubtful: 0 })
  })

  test('leaves the venue’s own holes, and says that they are there', async () => {
    const hole = (time: number) => time >= from + 10 * MINUTE && time < from + 15 * MINUTE
    const venue = testVenue({ hole })
    await fill(venue, '1m')
    expect(await repaired(venue)).toEqual({ missing: 5, doubtful: 0, added: 0, corrected: 0, slower: 0 })
  })
})

test('stretches that lie close are asked for as one', () => {
  const stretches = [
    { from: 50, to: 60 },
    { from: 0, to: 10 },
    { from: 12, to: 20 },
    { from: 5, to: 8 },
    { from: 65, to: 66 },
  ]
  expect(joined(stretches, 5)).toEqual([
    { from: 0, to: 20 },
    { from: 50, to: 60 },
    { from: 65, to: 66 },
  ])
})
