import { afterAll, expect, test } from 'vitest'
import { db, pool } from '@/server/db/client'
import { removeOrphans, trimMinutes } from '@/server/market/source/retention'
import type { SeriesKey } from '@/server/market/store/series'
import { BarStore } from '@/server/market/store/store'
import { MINUTE, minutes, START } from '../store/bars'

const store = new BarStore(pool)
const { signal } = new AbortController()
afterAll(() => db.$disconnect())

const DAY = 1440 * MINUTE
const put = async (key: SeriesKey, bars = 5000) => {
  await store.append(key, minutes(bars), { from: START, to: START + bars * MINUTE })
  return key
}
const left = async (key: SeriesKey) => (await store.summaries(key))[0]

test('minute bars are kept for the days that are set, whole days of the venue’s time, and slower bars stay', async () => {
  const kept = await put({ venue: 'kept', symbol: 'A', timeframe: '1m' })
  const slower = await put({ venue: 'kept', symbol: 'A', timeframe: '5m' })
  const foreign = await put({ venue: 'csv:x', symbol: 'A', timeframe: '1m' })
  const venues = [{ storedAs: 'kept', now: () => START + 3 * DAY + 7 * MINUTE }]
  await trimMinutes({ store, venues, days: 0 }, signal)
  expect(await left(kept)).toMatchObject({ bars: 5000 })
  await trimMinutes({ store, venues, days: 2 }, signal)
  expect(await left(kept)).toMatchObject({
    bars: 5000 - 1440,
    first: START + DAY,
    covered: [{ from: START + DAY, to: START + 5000 * MINUTE }],
  })
  const before = await left(kept)
  await trimMinutes({ store, venues, days: 2 }, signal)
  expect(await left(kept)).toEqual(before)
  for (const each of [slower, foreign]) expect(await left(each)).toMatchObject({ bars: 5000, first: START })
})

test('bars of imports that are over and of workspaces that are gone go, others stay', async () => {
  const { id: workspaceId } = await db.workspace.create({
    data: { name: 'desk', slug: 'desk' },
    select: { id: true },
  })
  const imported = async (data: { finishedAt?: Date; createdAt?: Date }) => {
    const { id } = await db.fileImport.create({
      data: { workspaceId, symbol: 'A', fileName: 'a.csv', options: {}, ...data },
      select: { id: true },
    })
    return put({ venue: `import:${id}`, symbol: 'A', timeframe: '1d' }, 10)
  }
  const under = await imported({})
  const over = await imported({ finishedAt: new Date() })
  const givenUp = await imported({ createdAt: new Date(Date.now() - 2 * DAY) })
  const lost = await put({ venue: `import:${workspaceId}`, symbol: 'A', timeframe: '1d' }, 10)
  const own = await put({ venue: `csv:${workspaceId}`, symbol: 'A', timeframe: '1d' }, 10)
  const orphan = await put({ venue: 'csv:gone', symbol: 'A', timeframe: '1d' }, 10)
  const market = await put({ venue: 'venue', symbol: 'A', timeframe: '1d' }, 10)
  await removeOrphans(db, store, signal)
  for (const each of [under, own, market]) expect(await left(each)).toBeDefined()
  for (const each of [over, givenUp, lost, orphan]) expect(await left(each)).toBeUndefined()
})
