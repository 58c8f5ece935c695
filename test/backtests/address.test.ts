import { expect, test } from 'vitest'
import type { BarColumns } from '@/sandbox/ir/bars'
import { addressWith } from '@/server/backtests/address'
import { withinMost } from '@/server/backtests/finer'

const bars = (close: number): BarColumns => ({
  time: Float64Array.of(0),
  open: Float64Array.of(close),
  high: Float64Array.of(close),
  low: Float64Array.of(close),
  close: Float64Array.of(close),
  volume: Float64Array.of(1),
})
const BASE = 'a'.repeat(64)

test('a result that no finer bar had a say in is kept under what all the rest makes of it', () => {
  expect(addressWith(BASE, [])).toBe(BASE)
  expect(addressWith(BASE, [[]])).toBe(BASE)
})

test('finer bars that decided are part of the address: whose they are, and each number of theirs', () => {
  const one = addressWith(BASE, [[{ symbol: 'A', bars: bars(1) }]])
  expect(addressWith(BASE, [[{ symbol: 'A', bars: bars(1) }]])).toBe(one)
  expect(one).not.toBe(BASE)
  expect(addressWith(BASE, [[{ symbol: 'A', bars: bars(2) }]])).not.toBe(one)
  expect(addressWith(BASE, [[{ symbol: 'B', bars: bars(1) }]])).not.toBe(one)
  expect(addressWith('b'.repeat(64), [[{ symbol: 'A', bars: bars(1) }]])).not.toBe(one)
})

test('only the first bars are looked into, over all symbols together', () => {
  const opens = (count: number) => Array.from({ length: count }, (_, at) => at)
  const asked = [
    { symbol: 'A', opens: opens(300) },
    { symbol: 'B', opens: opens(300) },
    { symbol: 'C', opens: opens(1) },
  ]
  expect(withinMost(asked).map(({ symbol, opens: { length } }) => [symbol, length])).toEqual([
    ['A', 300],
    ['B', 200],
  ])
})
