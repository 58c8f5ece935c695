import { expect, test } from 'vitest'
import { sparkOf } from '@/app/_editor/preview/badge'
import { lastUpTo } from '@/app/_editor/preview/store'

const column = Float64Array.of(Number.NaN, 1, 3, 2, 5)

test('a sparkline ends at the bar that is looked at, and keeps a hole', () => {
  const points = sparkOf(column, 3, 4)
  expect(points.map(({ x }) => x)).toEqual([0, 1 / 3, 2 / 3, 1])
  expect(points.map(({ y }) => y)).toEqual([null, 0, 1, 0.5])
})

test('a sparkline of few bars stands at the right, and a flat one in the middle', () => {
  expect(sparkOf(Float64Array.of(7, 7), 1, 5)).toEqual([
    { x: 0.75, y: 0.5 },
    { x: 1, y: 0.5 },
  ])
})

test('an infinite value is no point of a line', () => {
  const points = sparkOf(Float64Array.of(1, Number.POSITIVE_INFINITY, 2), 2, 3)
  expect(points[1]?.y).toBe(null)
})

test('a bar is found again by its time, or the last one before it', () => {
  const time = Float64Array.of(10, 20, 30)
  expect([5, 10, 19, 20, 99].map(at => lastUpTo(time, at))).toEqual([0, 0, 0, 1, 2])
})
