import { expect, test } from 'vitest'
import type { BarColumns } from '@/sandbox/ir/bars'
import { buyAndHold } from '@/server/engine/report/benchmark'

const DAY = 86_400_000
const barsOf = (closes: readonly number[], firstDay = 0): BarColumns => {
  const close = Float64Array.from(closes)
  const time = Float64Array.from(closes, (_, day) => (firstDay + day) * DAY)
  return { time, open: close, high: close, low: close, close, volume: close }
}
const days = (from: number, count: number) =>
  Float64Array.from({ length: count }, (_, day) => (from + day) * DAY)
const held = (...args: Parameters<typeof buyAndHold>) => [...(buyAndHold(...args)?.close ?? [])]
const FREE = { commission: {} }

test('what is held is bought on the first bar that could be traded', () => {
  const symbols = [{ symbol: 'A', bars: barsOf([10, 20, 40, 80]) }]
  expect(held(symbols, days(0, 4), 1, FREE)).toEqual([1, 1, 2, 4])
  expect(held(symbols, days(0, 4), null, FREE)).toEqual([1, 2, 4, 8])
})

test('bars before the run only warm it up', () => {
  const symbols = [{ symbol: 'A', bars: barsOf([1, 2, 10, 20, 30]) }]
  expect(held(symbols, days(2, 3), 2, FREE)).toEqual([1, 2, 3])
  expect(held(symbols, days(2, 3), 3, FREE)).toEqual([1, 1, 1.5])
})

test('many are held in equal parts, and one that comes later is cash until then', () => {
  const symbols = [
    { symbol: 'A', bars: barsOf([10, 20, 20]) },
    { symbol: 'B', bars: barsOf([5, 10], 1) },
  ]
  expect(held(symbols, days(0, 3), 0, FREE)).toEqual([1, 1.5, 2])
})

test('without symbols or bars there is nothing to hold', () => {
  expect(buyAndHold([], days(0, 3), 0, FREE)).toBeNull()
  expect(buyAndHold([{ symbol: 'A', bars: barsOf([]) }], days(0, 0), 0, FREE)).toBeNull()
})
