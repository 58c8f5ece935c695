import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { db, pool } from '@/server/db/client'
import type { SeriesKey, Stretch } from '@/server/market/store/series'
import { BarStore } from '@/server/market/store/store'
import { bits, MINUTE, minutes, pick, START, slice } from './bars'

const store = new BarStore(pool)
let named = 0
const fresh = (): SeriesKey => ({ venue: 'coverage', symbol: `S${++named}`, timeframe: '1m' })
const at = (row: number) => START + row * MINUTE
const stretch = (first: number, end: number): Stretch => ({ from: at(first), to: at(end) })

afterAll(() => db.$disconnect())

describe('what a venue was asked for', () => {
  test('is kept with the bars it gave, holes and all', async () => {
    const key = fresh()
    expect(await store.covered(key)).toEqual([])
    expect(await store.missing(key, at(0), at(10))).toEqual([stretch(0, 10)])
    const bars = minutes(100)
    await store.append(key, pick(bars, [10, 11, 14]), stretch(10, 20))
    await store.append(key, slice(bars, 40, 50), stretch(40, 50))
    expect(await store.covered(key)).toEqual([stretch(10, 20), stretch(40, 50)])
    expect(await store.missing(key, at(0), at(60))).toEqual([
      stretch(0, 10),
      stretch(20, 40),
      stretch(50, 60),
    ])
    expect(await store.missing(key, at(12), at(20))).toEqual([])
    expect(await store.missing(key, at(20), at(12))).toEqual([])
    expect((await store.missing(key, -Infinity, Infinity)).at(-1)?.from).toBe(at(50))
  })

  test('may be nothing but holes', async () => {
    const key = fresh()
    await store.append(key, minutes(0), stretch(0, 50))
    expect(await store.covered(key)).toEqual([stretch(0, 50)])
    expect((await store.summaries(key))[0]).toMatchObject({ bars: 0, first: null, revision: 0 })
  })

  test('joins when stretches touch, and stays as it is without one', async () => {
    const key = fresh()
    const bars = minutes(30)
    await store.append(key, slice(bars, 0, 10), stretch(0, 10))
    await store.correct(key, slice(bars, 10, 20), stretch(10, 20))
    await store.append(key, slice(bars, 20, 30))
    expect(await store.covered(key)).toEqual([stretch(0, 20)])
  })

  test('is forgotten with the bars', async () => {
    const key = fresh()
    await store.append(key, minutes(30), stretch(0, 30))
    await store.trim(key, at(12))
    expect(await store.covered(key)).toEqual([stretch(12, 30)])
    await store.remove(key)
    expect(await store.covered(key)).toEqual([])
  })
})

/** A pool whose connections fail at their `nth` statement, as when the process is killed there. */
const failing = (nth: number): pg.Pool => {
  let left = nth
  const tired = <T extends object>(from: T): T =>
    new Proxy(from, {
      get(target, name) {
        const value = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        if (name === 'connect') return async () => tired(await pool.connect())
        if (name !== 'query') return value.bind(target)
        return (...args: unknown[]) =>
          args[0] !== 'rollback' && --left <= 0
            ? Promise.reject(new Error('killed'))
            : value.apply(target, args)
      },
    })
  return tired(pool)
}

test('pages in any order, repeated and broken off anywhere, end in the same bars and the same coverage', async () => {
  const bars = minutes(600)
  const holes = new Set([3, 4, 5, 77, 300, 301, 599])
  const rows = Array.from({ length: 600 }, (_, row) => row).filter(row => !holes.has(row))
  const whole = pick(bars, rows)
  const page = (first: number, end: number) =>
    pick(
      bars,
      rows.filter(row => row >= first && row < end),
    )
  const asked = fc.record({
    first: fc.integer({ min: 0, max: 590 }),
    length: fc.integer({ min: 1, max: 250 }),
    killedAt: fc.option(fc.integer({ min: 1, max: 9 })),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { maxLength: 8 }), async asks => {
      const key = fresh()
      for (const { first, length, killedAt } of asks) {
        const end = Math.min(600, first + length)
        const writer = killedAt === null ? store : new BarStore(failing(killedAt))
        await writer.append(key, page(first, end), stretch(first, end)).catch(error => {
          if (!String(error).includes('killed')) throw error
        })
        // whatever happened: what counts as asked for is there, and nothing else is
        const covered = await store.covered(key)
        const isCovered = (row: number) => covered.some(({ from, to }) => at(row) >= from && at(row) < to)
        const stored = await store.load(key, -Infinity, Infinity)
        expect(bits(stored)).toEqual(bits(pick(bars, rows.filter(isCovered))))
      }
      for (const { from, to } of await store.missing(key, at(0), at(600))) {
        const [first, end] = [(from - START) / MINUTE, (to - START) / MINUTE]
        await store.append(key, page(first, end), { from, to })
      }
      expect(bits(await store.load(key, -Infinity, Infinity))).toEqual(bits(whole))
      expect(await store.covered(key)).toEqual([stretch(0, 600)])
    }),
    { numRuns: 40, seed: 11 },
  )
})
