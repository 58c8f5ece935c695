import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { Bus } from '@/server/bus'
import { db, pool } from '@/server/db/client'
import { BarCache } from '@/server/market/store/cache'
import type { SeriesKey } from '@/server/market/store/series'
import { BarStore } from '@/server/market/store/store'
import { bits, MINUTE, minutes, pick, START, slice } from './bars'

const MIB = 2 ** 20
const at = (row: number) => START + row * MINUTE
let named = 0
const fresh = (): SeriesKey => ({ venue: 'cached', symbol: `S${++named}`, timeframe: '1m' })
const open: { close: () => unknown }[] = []

afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})
afterAll(() => db.$disconnect())

function openCache(maxBytes = 64 * MIB, bus?: Bus) {
  const store = new BarStore(pool)
  const loadAll = vi.spyOn(store, 'loadAll')
  const cache = new BarCache(store, { maxBytes, ...(bus ? { bus } : {}) })
  open.push(cache)
  return { store, cache, loads: () => loadAll.mock.calls.filter(([ranges]) => ranges.length > 0).length }
}
async function openBus(): Promise<Bus> {
  const bus = new Bus(process.env.DATABASE_URL ?? '')
  open.push(bus)
  await bus.ready()
  return bus
}

test('loads once what is asked for again, and parts of it', async () => {
  const { store, cache, loads } = openCache()
  const key = fresh()
  const bars = minutes(4000)
  await store.append(key, bars)
  expect(bits(await cache.get(key, at(0), at(4000)))).toEqual(bits(bars))
  expect(bits(await cache.get(key, at(100), at(3000)))).toEqual(bits(slice(bars, 100, 3000)))
  expect((await cache.get(key, at(0), at(4000))).time.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(loads()).toBe(1)
})

test('what was handed out stays as it is; the next question sees what was written', async () => {
  const { store, cache } = openCache()
  const key = fresh()
  const bars = minutes(3100)
  await store.append(key, slice(bars, 0, 3000))
  const before = await cache.get(key, -Infinity, Infinity)
  await store.append(key, slice(bars, 3000, 3100))
  expect(bits(await cache.get(key, -Infinity, Infinity))).toEqual(bits(bars))
  const late = slice(bars, 5, 6)
  late.close[0] = 1
  await store.correct(key, late)
  expect((await cache.get(key, at(5), at(6))).close[0]).toBe(1)
  expect(bits(before)).toEqual(bits(slice(bars, 0, 3000)))
  await store.remove(key)
  expect((await cache.get(key, -Infinity, Infinity)).time).toHaveLength(0)
  await store.append(key, slice(bars, 0, 10))
  expect((await cache.get(key, -Infinity, Infinity)).time).toHaveLength(10)
})

test('reads only what is new for a window that moves on, and forgets what it left', async () => {
  const { store, cache } = openCache()
  const key = fresh()
  const bars = minutes(4000)
  await store.append(key, slice(bars, 0, 500))
  const asked = vi.spyOn(store, 'loadAll')
  let most = 0
  for (let end = 500; end <= 4000; end += 50) {
    if (end > 500) await store.append(key, slice(bars, end - 50, end))
    asked.mockClear()
    expect(bits(await cache.get(key, at(end - 500), at(end)))).toEqual(bits(slice(bars, end - 500, end)))
    if (end > 500) expect(asked.mock.calls[0]?.[0]).toMatchObject([{ from: at(end - 50), to: at(end) }])
    most = Math.max(most, cache.bytes)
  }
  expect(most).toBeLessThan(2000 * 48)
})

test('holds no more than it may, and drops what was not asked for longest', async () => {
  const { store, cache, loads } = openCache(1000 * 48 * 3)
  const keys = [fresh(), fresh(), fresh(), fresh()] as const
  for (const key of keys) await store.append(key, minutes(1000))
  for (const key of [keys[0], keys[1], keys[2], keys[0], keys[3]]) await cache.get(key, at(0), at(1000))
  expect(cache.bytes).toBe(1000 * 48 * 3)
  const before = loads()
  await cache.get(keys[0], at(0), at(1000))
  expect(loads()).toBe(before)
  await cache.get(keys[1], at(0), at(1000))
  expect(loads()).toBe(before + 1)
  const large = fresh()
  await store.append(large, minutes(4000))
  expect((await cache.get(large, at(0), at(4000))).time).toHaveLength(4000)
  expect(cache.bytes).toBe(1000 * 48 * 3)
})

test('a worker thread reads the same memory, not a copy', async () => {
  const { store, cache } = openCache()
  const key = fresh()
  await store.append(key, minutes(3000))
  const bars = await cache.get(key, at(0), at(3000))
  const worker = new Worker(new URL('./reader.mjs', import.meta.url))
  try {
    const sum = bars.close.reduce((total, close) => total + close, 0)
    worker.postMessage({ bars })
    expect((await once(worker, 'message'))[0]).toEqual({ shared: true, rows: 3000, sum })
    worker.postMessage({ write: -5 })
    await once(worker, 'message')
    expect(bars.close[0]).toBe(-5)
  } finally {
    await worker.terminate()
  }
})

test('hears over the bus what another process wrote, created and removed', async () => {
  const { cache } = openCache(64 * MIB, await openBus())
  const elsewhere = new BarStore(pool)
  const key = fresh()
  const bars = minutes(200)
  const sees = (rows: number) =>
    expect.poll(async () => (await cache.get(key, -Infinity, Infinity)).time).toHaveLength(rows)
  await sees(0)
  await elsewhere.append(key, slice(bars, 0, 100))
  await sees(100)
  await elsewhere.append(key, slice(bars, 100, 200))
  await sees(200)
  await elsewhere.remove(key)
  await sees(0)
})

test('a bus that was away costs a question, not the bars; what it missed is seen', async () => {
  const { cache, loads } = openCache(64 * MIB, await openBus())
  const store = new BarStore(pool)
  const [quiet, busy] = [fresh(), fresh()]
  const bars = minutes(3000)
  for (const key of [quiet, busy]) await store.append(key, slice(bars, 0, 2000))
  const ranges = [quiet, busy].map(key => ({ key, from: at(0), to: at(3000) }))
  const asked = async () => {
    const before = loads()
    await cache.getAll(ranges)
    return loads() - before
  }
  await expect.poll(asked).toBe(0)
  const [memory] = await cache.getAll(ranges)
  // written in the moment in which nobody listens
  await db.$executeRaw`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sluice bus' and datname = current_database()`
  const corrected = slice(bars, 7, 8)
  corrected.close[0] = 3
  await store.correct(busy, corrected)
  await expect.poll(async () => (await cache.get(busy, at(7), at(8))).close[0]).toBe(3)
  expect((await cache.get(quiet, at(0), at(3000))).time.buffer).toBe(memory?.time.buffer)
})

test('agrees with the store after any writes and questions', async () => {
  const bars = minutes(6000)
  const row = fc.integer({ min: 0, max: 5999 })
  const step = fc.record({ kind: fc.constantFrom('append', 'correct', 'ask', 'ask', 'both'), a: row, b: row })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async steps => {
      const { store, cache } = openCache(5000 * 48)
      const key = fresh()
      for (const [k, { kind, a, b }] of steps.entries()) {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        const write = async () => {
          const piece = slice(bars, from, to)
          piece.close.fill(k)
          await store[kind === 'append' ? 'append' : 'correct'](key, piece)
        }
        const ask = () => cache.get(key, at(from), at(to))
        if (kind === 'both') await Promise.all([ask(), write(), ask(), ask()])
        else if (kind !== 'ask') await write()
        expect(bits(await ask())).toEqual(bits(await store.load(key, at(from), at(to))))
        expect(cache.bytes).toBeLessThanOrEqual(5000 * 48)
      }
      cache.close()
    }),
    { numRuns: 25, seed: 11 },
  )
})

test('bars with holes stay holes', async () => {
  const { store, cache } = openCache()
  const key = fresh()
  const some = pick(minutes(100), [3, 4, 50])
  await store.append(key, some)
  expect(bits(await cache.get(key, at(0), at(100)))).toEqual(bits(some))
})
