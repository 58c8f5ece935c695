import { expect, test } from 'vitest'
import { ticksOf } from '@/app/_charts/ticks'

test('marks stand at round numbers, and at zero where it is in sight', () => {
  expect(ticksOf(-1.6, 1.8, 5)).toEqual([-1, 0, 1])
  expect(ticksOf(-0.016, 0.018, 5)).toEqual([-0.01, 0, 0.01])
  expect(ticksOf(0, 88, 4)).toEqual([0, 50])
  expect(ticksOf(0, 88, 5)).toEqual([0, 20, 40, 60, 80])
  expect(ticksOf(0.1, 0.3, 2)).toEqual([0.1, 0.2, 0.3])
})

test('a range of nothing has one mark', () => {
  expect(ticksOf(3, 3, 5)).toEqual([3])
})

test('there are never more stretches between marks than were asked for', () => {
  for (const most of [1, 2, 3, 7])
    for (const high of [1e-7, 0.37, 1, 9.99, 12_345])
      expect(ticksOf(-high / 3, high, most).length).toBeLessThanOrEqual(most + 1)
})
