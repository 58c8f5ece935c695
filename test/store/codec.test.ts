import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import type { BarColumns } from '@/sandbox/ir/bars'
import { decodeInto, encodeBars, encodedCount } from '@/server/market/store/codec'
import { COLUMNS, ownColumns } from '@/server/market/store/columns'
import { bits } from './bars'

const back = (bytes: Uint8Array): BarColumns => {
  const bars = ownColumns(encodedCount(bytes))
  decodeInto(bytes, bars)
  return bars
}

const any = fc.double()
const decimal = fc
  .tuple(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: 0, max: 12 }))
  .map(([whole, decimals]) => whole / 10 ** decimals)
const huge = fc.maxSafeInteger()
const walk = fc.tuple(fc.integer({ min: 1, max: 10 ** 6 }), fc.integer({ min: -200, max: 200 }))
const value = fc.oneof(any, decimal, huge, fc.constantFrom(NaN, -0, 0, Infinity, 5e-324))
const column = (rows: number) =>
  fc.oneof(
    fc.array(value, { minLength: rows, maxLength: rows }),
    fc.array(decimal, { minLength: rows, maxLength: rows }),
    fc.array(huge, { minLength: rows, maxLength: rows }),
    walk.map(([from, step]) => Array.from({ length: rows }, (_, i) => (from + step * i) / 100)),
  )
const chunk = fc.integer({ min: 0, max: 40 }).chain(rows =>
  fc.tuple(...COLUMNS.map(() => column(rows))).map(values => {
    const bars = ownColumns(rows)
    COLUMNS.forEach((name, k) => {
      bars[name].set(values[k] ?? [])
    })
    return bars
  }),
)

describe('the format of stored bars', () => {
  test('gives back every bit, whatever the doubles are (1,000 chunks)', () => {
    fc.assert(
      fc.property(chunk, bars => {
        expect(bits(back(encodeBars(bars)))).toEqual(bits(bars))
      }),
      { numRuns: 1000, seed: 41 },
    )
  })

  test('writes after the rows that are there, wherever the bytes lie', () => {
    const bars = sampleBars({ bars: 3 })
    const bytes = encodeBars(bars)
    const shifted = new Uint8Array(bytes.length + 3).subarray(3)
    shifted.set(bytes)
    const target = ownColumns(5)
    expect(decodeInto(shifted, target, 2)).toBe(3)
    expect([...target.close]).toEqual([0, 0, ...bars.close])
  })

  test('needs less than a quarter of the bytes for decimal prices', () => {
    const bars = sampleBars({ bars: 2880, stepMs: 60_000 })
    for (const name of ['open', 'high', 'low', 'close'] as const)
      bars[name].forEach((price, row) => {
        bars[name][row] = Math.round(price * 100) / 100
      })
    expect(encodeBars(bars).length).toBeLessThan((2880 * 48) / 4)
  })

  test('refuses bytes that were changed, cut, or written by a later format', () => {
    const bytes = encodeBars(sampleBars({ bars: 100 }))
    const changed = bytes.slice()
    changed[200] = (changed[200] ?? 0) ^ 1
    expect(() => back(changed)).toThrow('damaged')
    expect(() => decodeInto(bytes.subarray(0, bytes.length - 8), ownColumns(100))).toThrow('damaged')
    const later = bytes.slice()
    later[0] = 2
    expect(() => back(later)).toThrow('format 2')
  })
})
