import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { BarColumns } from '@/sandbox/ir/bars'
import { db, pool } from '@/server/db/client'
import { barsDigest } from '@/server/market/store/digest'
import { BARS_PER_PERIOD } from '@/server/market/store/period'
import type { SeriesKey } from '@/server/market/store/series'
import { BarStore } from '@/server/market/store/store'
import { bits, MINUTE, minutes, pick, START, slice } from './bars'

const store = new BarStore(pool)
let named = 0
const fresh = (): SeriesKey => ({ venue: 'test', symbol: `S${++named}`, timeframe: '1m' })
const all = (key: SeriesKey) => store.load(key, -Infinity, Infinity)
const chunks = (key: SeriesKey) =>
  db.barChunk.findMany({
    where: { series: { ...key } },
    orderBy: { start: 'asc' },
    select: { start: true, bars: true, updatedAt: true },
  })
const revision = async (key: SeriesKey) => (await store.summaries(key))[0]?.revision

afterAll(() => db.$disconnect())

describe('a write', () => {
  test('comes back to the bit, in any range', async () => {
    const key = fresh()
    const bars = minutes(7000)
    bars.volume[17] = NaN
    bars.close[18] = -0
    expect(await store.append(key, bars)).toEqual({ added: 7000, changed: 0, unchanged: 0, conflicts: [] })
    expect(bits(await all(key))).toEqual(bits(bars))
    const [from, to] = [START + 2000 * MINUTE, START + 6001.5 * MINUTE]
    expect(bits(await store.load(key, from, to))).toEqual(bits(slice(bars, 2000, 6002)))
    expect((await store.load(key, to, from)).time).toHaveLength(0)
    expect((await store.load(fresh(), from, to)).time).toHaveLength(0)
  })

  test('made twice changes nothing the second time', async () => {
    const key = fresh()
    await store.append(key, minutes(5000))
    const before = { revision: await revision(key), chunks: await chunks(key) }
    for (const again of [await store.append(key, minutes(5000)), await store.correct(key, minutes(5000))])
      expect(again).toEqual({ added: 0, changed: 0, unchanged: 5000, conflicts: [] })
    expect({ revision: await revision(key), chunks: await chunks(key) }).toEqual(before)
  })

  test('of other numbers is refused by append and named, made by correct, in its own chunk alone', async () => {
    const key = fresh()
    const bars = minutes(3 * BARS_PER_PERIOD)
    await store.append(key, bars)
    const before = await chunks(key)
    const late = slice(bars, BARS_PER_PERIOD + 700, BARS_PER_PERIOD + 703)
    late.close[1] = 1.25
    const at = late.time[1]
    expect(await store.append(key, late)).toEqual({ added: 0, changed: 0, unchanged: 2, conflicts: [at] })
    expect(bits(await all(key))).toEqual(bits(bars))
    expect(await store.correct(key, late)).toEqual({ added: 0, changed: 1, unchanged: 2, conflicts: [] })
    bars.close[BARS_PER_PERIOD + 701] = 1.25
    expect(bits(await all(key))).toEqual(bits(bars))
    const touched = (await chunks(key)).map(
      (chunk, k) => chunk.updatedAt.getTime() !== before[k]?.updatedAt.getTime(),
    )
    expect(touched.filter(Boolean)).toHaveLength(1)
    expect(touched.length).toBeGreaterThan(2)
  })

  test('of bars that are not in order, or have no time, is refused whole', async () => {
    const key = fresh()
    const bars = minutes(10)
    await expect(store.append(key, pick(bars, [0, 2, 1]))).rejects.toThrow('sort the bars first')
    const timeless = minutes(3)
    timeless.time[1] = NaN
    await expect(store.append(key, timeless)).rejects.toThrow('whole number of UTC milliseconds')
    const other = fresh()
    await expect(
      store.appendAll([
        { key: other, bars },
        { key, bars: timeless },
      ]),
    ).rejects.toThrow()
    expect(await store.summaries(other)).toEqual([])
  })

  test('in any pieces, order and repetition ends in the same bars and digest', async () => {
    const bars = minutes(BARS_PER_PERIOD + 900, 3, MINUTE)
    const whole = barsDigest(bars)
    const cuts = fc.array(fc.integer({ min: 0, max: bars.time.length }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(cuts, fc.integer({ min: 0, max: 99 }), async (at, turn) => {
        const key = fresh()
        const edges = [0, ...at.sort((a, b) => a - b), bars.time.length]
        const pieces = edges.slice(1).map((end, k) => slice(bars, edges[k] ?? 0, end))
        const turned = [...pieces.slice(turn % pieces.length), ...pieces, ...pieces.reverse()]
        for (const piece of turned) await store.append(key, piece)
        expect(await store.digest(key, -Infinity, Infinity)).toBe(whole)
      }),
      { numRuns: 12, seed: 5 },
    )
    const key = fresh()
    await store.append(key, bars)
    const part = [START + 100 * MINUTE, START + 3000 * MINUTE] as const
    expect(await store.digest(key, ...part)).toBe(barsDigest(slice(bars, 100, 3000)))
  })

  test('beside other writers of the same series loses nothing', async () => {
    const key = fresh()
    const bars = minutes(4000)
    const parts = Array.from({ length: 16 }, (_, writer) =>
      pick(
        bars,
        Array.from({ length: 250 }, (_, k) => k * 16 + writer),
      ),
    )
    const written = await Promise.all(parts.map(part => store.append(key, part)))
    expect(written.reduce((sum, { added }) => sum + added, 0)).toBe(4000)
    expect(bits(await all(key))).toEqual(bits(bars))
  })

  test('to many series at once, in whatever order two writers name them, is neither stuck nor mixed up', async () => {
    const keys = Array.from({ length: 40 }, fresh)
    const entries = keys.map((key, k) => ({ key, bars: minutes(50, k + 1) }))
    await Promise.all([
      store.appendAll(entries),
      store.appendAll([...entries].reverse()),
      store.correctAll(entries.slice(10)),
    ])
    const loaded = await store.loadAll(keys.map(key => ({ key, from: -Infinity, to: Infinity })))
    loaded.forEach(({ bars }, k) => {
      expect(bits(bars)).toEqual(bits(entries[k]?.bars as BarColumns))
    })
  })
})

test('a connection that breaks in the middle of a write fails that write alone', async () => {
  const key = fresh()
  const bars = minutes(100)
  await store.append(key, slice(bars, 0, 50))
  const holder = await pool.connect()
  await holder.query('begin')
  await holder.query('select 1 from "BarSeries" where symbol = $1 for update', [key.symbol])
  const write = store.append(key, bars).catch(error => String(error))
  const waiting = async () =>
    (
      await pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock' and query like '%for update of s%'`,
      )
    ).rowCount
  try {
    await expect.poll(waiting).toBe(1)
    expect(await write).toContain('terminat')
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  expect(await store.append(key, bars)).toMatchObject({ added: 50, unchanged: 50 })
})

test('writers that each make the series of the other do not wait for one another for ever', async () => {
  const [old, anew] = [fresh(), fresh()]
  await store.append(old, minutes(10))
  const entries = [old, anew].map(key => ({ key, bars: minutes(20) }))
  const written = await Promise.all(
    Array.from({ length: 6 }, (_, k) => store.appendAll(k % 2 ? entries : [...entries].reverse())),
  )
  expect(written.flat().reduce((sum, { added }) => sum + added, 0)).toBe(30)
})

test('removing and writing side by side ends with whole bars', async () => {
  const key = fresh()
  const bars = minutes(3000)
  await Promise.all(
    Array.from({ length: 12 }, (_, k) => (k % 3 ? store.append(key, bars) : store.remove(key))),
  )
  await store.append(key, bars)
  expect(bits(await all(key))).toEqual(bits(bars))
})

describe('what is stored', () => {
  test('is summed up without reading it', async () => {
    const key = fresh()
    await store.append(key, minutes(3000))
    expect(await store.summaries(key)).toMatchObject([
      { key, bars: 3000, first: START, last: START + 2999 * MINUTE },
    ])
  })

  test('shows its gaps, inside chunks, across them and at both ends', async () => {
    const key = fresh()
    const bars = minutes(6000)
    const holes = [
      [10, 11],
      [2000, 3500],
      [5000, 5010],
    ] as const
    const rows = Array.from({ length: 6000 }, (_, row) => row).filter(
      row => !holes.some(([from, to]) => row >= from && row < to),
    )
    await store.append(key, pick(bars, rows))
    const at = (row: number) => START + row * MINUTE
    expect(await store.gaps(key, at(-5), at(6003) + 1)).toEqual(
      [[-5, 0] as const, ...holes, [6000, 6003] as const].map(([from, to]) => ({
        from: at(from),
        to: at(to),
      })),
    )
    expect(await store.gaps(key, at(20), at(1999))).toEqual([])
    expect(await store.gaps(fresh(), at(0), at(2))).toEqual([{ from: at(0), to: at(2) }])
  })

  test('can be forgotten from the old end, and altogether', async () => {
    const key = fresh()
    const bars = minutes(7000)
    await store.append(key, bars)
    expect(await store.trim(key, START + 4321 * MINUTE)).toBe(true)
    expect(bits(await all(key))).toEqual(bits(slice(bars, 4321, 7000)))
    expect(await store.trim(key, START + 4321 * MINUTE)).toBe(false)
    expect(await store.remove(key)).toBe(true)
    expect(await store.remove(key)).toBe(false)
    expect((await all(key)).time).toHaveLength(0)
    expect(await store.append(key, bars)).toMatchObject({ added: 7000 })
  })

  test('is refused when its bytes were damaged', async () => {
    const key = fresh()
    await store.append(key, minutes(100))
    await db.$executeRaw`update "BarChunk" c set packed = set_byte(c.packed, 40, 255 - get_byte(c.packed, 40))
      from "BarSeries" s where s.id = c."seriesId" and s.symbol = ${key.symbol}`
    await expect(all(key)).rejects.toThrow('can’t be read')
  })
})
