import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BarColumns } from '@/sandbox/ir/bars'
import { lastPrice, quoteVolume, spread, volatility } from '@/server/market/universe/facts'

type Row = readonly [high: number, low: number, close: number, volume: number]

const daily = (rows: readonly Row[]): BarColumns => ({
  time: Float64Array.from(rows, (_, i) => i * 86_400_000),
  open: Float64Array.from(rows, ([, , close]) => close),
  high: Float64Array.from(rows, ([high]) => high),
  low: Float64Array.from(rows, ([, low]) => low),
  close: Float64Array.from(rows, ([, , close]) => close),
  volume: Float64Array.from(rows, ([, , , volume]) => volume),
})

describe('what daily bars say', () => {
  const bars = daily([
    [11, 9, 10, 100],
    [12, 9, 12, 50],
    [12, 10, 11, 200],
  ])

  test('the price is the last close', () => expect(lastPrice(bars)).toBe(11))

  test('the volume is that of the last days alone, in the quote currency', () => {
    expect(quoteVolume(bars, 1)).toBeCloseTo(11 * 200, 9)
    expect(quoteVolume(bars, 2)).toBeCloseTo((11 * 50 + 11 * 200) / 2, 9)
    expect(quoteVolume(bars, 99)).toBeCloseTo((10 * 100 + 11 * 50 + 11 * 200) / 3, 9)
  })

  test('the volatility is the sample’s deviation of log returns', () => {
    const [a, b] = [Math.log(12 / 10), Math.log(11 / 12)]
    expect(volatility(bars, 30)).toBeCloseTo(Math.abs(a - b) / Math.SQRT2, 12)
  })

  test('too little is nothing, not zero', () => {
    const one = daily([[11, 9, 10, 100]])
    expect([volatility(one, 30), spread(one, 30)]).toEqual([null, null])
    const none = daily([])
    expect([lastPrice(none), quoteVolume(none, 30)]).toEqual([null, null])
  })
})

describe('the spread', () => {
  test('is none where every close lies in the middle', () => {
    const middle = (price: number): Row => [price * 1.02, price / 1.02, price, 1]
    expect(spread(daily([10, 10, 10, 10].map(middle)), 30)).toBeCloseTo(0, 12)
  })

  test('grows with the bounce between bid and ask around a still price', () => {
    // The close is at the ask on one day and at the bid on the next; the range spans both.
    const bounce = (half: number) =>
      daily(
        Array.from(
          { length: 40 },
          (_, i): Row => [100 + half, 100 - half, i % 2 ? 100 - half : 100 + half, 1],
        ),
      )
    const narrow = spread(bounce(0.05), 30) ?? Number.NaN
    expect(narrow).toBeCloseTo(0.001, 4)
    expect(spread(bounce(0.5), 30)).toBeCloseTo(0.01, 3)
  })

  test('does not know the currency a price is told in (seed 7)', () => {
    const row = fc
      .tuple(fc.double({ min: 1, max: 1000, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([low, part]): Row => [low * 1.1, low, low * (1 + 0.1 * part), 1])
    fc.assert(
      fc.property(fc.array(row, { minLength: 4, maxLength: 40 }), rows => {
        const scaled = rows.map(([high, low, close, volume]): Row => [high * 8, low * 8, close * 8, volume])
        expect(spread(daily(scaled), 30)).toBeCloseTo(spread(daily(rows), 30) ?? Number.NaN, 6)
        expect(volatility(daily(scaled), 30)).toBeCloseTo(volatility(daily(rows), 30) ?? Number.NaN, 9)
      }),
      { seed: 7 },
    )
  })
})
