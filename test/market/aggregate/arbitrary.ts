import fc from 'fast-check'
import type { BarColumns } from '@/sandbox/ir/bars'
import type { Trade } from './told'

export const SEED = Number(process.env.SEED ?? 20261121)
export const MINUTE = 60_000
export const DAY = 1440 * MINUTE
/** A Sunday evening, so that a week, a day and all that is faster ends soon after. */
export const START = Date.UTC(2026, 10, 22, 21, 40)

/** Trades of two symbols over `minutes`, in order of time; several share a millisecond. */
export const trades = (minutes: number): fc.Arbitrary<Trade[]> =>
  fc
    .array(
      fc.record({
        symbol: fc.nat({ max: 1 }),
        minute: fc.nat({ max: minutes - 1 }),
        at: fc.nat({ max: 3 }),
        price: fc.integer({ min: 90, max: 110 }),
        units: fc.integer({ min: 1, max: 2 ** 40 }),
      }),
      { minLength: 1, maxLength: 150, size: 'max' },
    )
    .map(rows =>
      rows
        .map(({ minute, at, ...row }) => ({ ...row, time: START + minute * MINUTE + at * 19_999 }))
        .sort((a, b) => a.time - b.time)
        .map((row, id) => ({ ...row, price: row.price / 100, id })),
    )

/** The same items in another order, and some of them twice. */
export const disordered = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .tuple(
      fc.array(fc.nat(), { minLength: items.length, maxLength: items.length, size: 'max' }),
      fc.subarray([...items]),
    )
    .map(([keys, twice]) =>
      [...items, ...twice]
        .map((item, place) => ({
          item,
          key: keys[place % keys.length]! ^ (place >= items.length ? 0x55 : 0),
        }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item),
    )

/** Minutes with holes, in lots of `lot`, as a venue prints them. */
export const minuteBars = (most: number, lot: number): fc.Arbitrary<BarColumns> =>
  fc
    .array(
      fc.record({
        skip: fc.oneof({ weight: 8, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 60 })),
        prices: fc.tuple(
          fc.integer({ min: 1, max: 999 }),
          fc.integer({ min: 1, max: 999 }),
          fc.integer({ min: 1, max: 999 }),
          fc.integer({ min: 1, max: 999 }),
        ),
        lots: fc.integer({ min: 0, max: 1_000_000 }),
      }),
      { minLength: 1, maxLength: most, size: 'max' },
    )
    .map(rows => {
      let time = START
      const perUnit = Math.round(1 / lot)
      const bars = rows.map(({ skip, prices, lots }) => {
        time += skip * MINUTE
        const [open, close] = [prices[0] / 100, prices[1] / 100]
        const [high, low] = [Math.max(...prices) / 100, Math.min(...prices) / 100]
        return { time, open, high, low, close, volume: lots / perUnit }
      })
      const column = (field: keyof (typeof bars)[number]) => Float64Array.from(bars, bar => bar[field])
      return {
        time: column('time'),
        open: column('open'),
        high: column('high'),
        low: column('low'),
        close: column('close'),
        volume: column('volume'),
      }
    })
