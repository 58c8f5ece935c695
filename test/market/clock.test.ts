import fc from 'fast-check'
import { expect, test } from 'vitest'
import { marketTime, realWaitMs } from '@/server/market/clock'

const anchor = Date.UTC(2026, 10, 20)

test('at speed 1 the market keeps real time, whatever the anchor', () => {
  expect(marketTime({ speed: 1, anchor }, 123)).toBe(123)
})

test('a sped-up market leaves real time at its anchor', () => {
  expect(marketTime({ speed: 60, anchor }, anchor)).toBe(anchor)
  expect(marketTime({ speed: 60, anchor }, anchor + 1_000)).toBe(anchor + 60_000)
})

test('waiting as long as told arrives at the time asked for (seed 3)', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3600 }),
      fc.integer({ min: 0, max: 1e9 }),
      fc.integer({ min: 0, max: 1e7 }),
      (speed, since, ahead) => {
        const pace = { speed, anchor }
        const now = anchor + since
        const target = marketTime(pace, now) + ahead
        expect(marketTime(pace, now + realWaitMs(pace, now, target))).toBeCloseTo(target, 0)
        expect(realWaitMs(pace, now, target - ahead - 5)).toBe(0)
      },
    ),
    { seed: 3 },
  )
})
