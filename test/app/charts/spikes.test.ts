import { expect, test } from 'vitest'
import type { Candle } from '@/app/_charts/Candles'
import { extentOf, spikesOf } from '@/app/_charts/spikes'

const candle = (time: number, price: number, high = price + 1, low = price - 1): Candle => ({
  time,
  open: price,
  high,
  low,
  close: price,
  volume: 1,
})
const calm = Array.from({ length: 100 }, (_, at) => candle(at, 100 + (at % 3)))
const whole = [0, 99] as const

test('a wick that no close confirms is a spike, on either side, and the scale is made without it', () => {
  const wicked = calm.with(40, candle(40, 101, 400)).with(70, candle(70, 101, 102, 5))
  expect(spikesOf(wicked)).toEqual([
    { bar: 40, side: 'high', price: 400, shown: 110 },
    { bar: 70, side: 'low', price: 5, shown: 92 },
  ])
  expect(extentOf(wicked, spikesOf(wicked), whole)).toEqual({ low: 92, high: 110 })
  expect(extentOf(wicked, [], whole)).toEqual({ low: 5, high: 400 })
})

test('a move that closes hold is drawn to scale, at its first bar and at the last there is', () => {
  const moved = calm.map((each, at) => (at < 50 ? each : candle(at, 400)))
  expect(spikesOf(moved)).toEqual([])
  expect(spikesOf([...calm, { ...candle(100, 400, 401, 99), open: 101 }])).toEqual([])
})

test('bars that are all tall, all alike or all flat have no spike', () => {
  expect(spikesOf(calm.map(({ time, close }) => candle(time, close, close + 300, close - 300)))).toEqual([])
  expect(spikesOf(calm)).toEqual([])
  expect(spikesOf(calm.map(({ time }) => candle(time, 1, 1, 1)))).toEqual([])
  expect(spikesOf([])).toEqual([])
  expect(extentOf([], [], whole)).toBeNull()
})

test('a spike out of sight does not widen the scale, and bars in view are counted to their edges', () => {
  const wicked = calm.with(40, candle(40, 101, 400))
  expect(extentOf(wicked, [], [50, 60])).toEqual({ low: 99, high: 103 })
  expect(extentOf(wicked, [], [39.5, 39.9])).toEqual({ low: 99, high: 400 })
})
