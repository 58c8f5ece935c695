import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barOpen, TIMEFRAMES, timeframeMs } from '@/sandbox/ir/timeframe'
import { closedBars, lastClosedBar, nextClose } from '@/server/scheduler/due'

const MINUTE = 60_000
const anyTime = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 })
  .map(s => s * 1000)

test('a bar is known at its end and not a millisecond before', () => {
  const end = Date.UTC(2026, 2, 29, 12, 5)
  expect(lastClosedBar('5m', end)).toBe(end - 5 * MINUTE)
  expect(lastClosedBar('5m', end - 1)).toBe(end - 10 * MINUTE)
})

test('weeks open on Monday and days at midnight UTC, daylight saving or not', () => {
  const sunday = Date.UTC(2026, 2, 29, 23, 59)
  expect(new Date(barOpen(sunday, '1w')).toISOString()).toBe('2026-03-23T00:00:00.000Z')
  expect(new Date(barOpen(sunday, '1d')).toISOString()).toBe('2026-03-29T00:00:00.000Z')
  expect(new Date(barOpen(Date.UTC(2026, 9, 25, 1, 30), '1h')).toISOString()).toBe('2026-10-25T01:00:00.000Z')
})

test('at one moment the fastest bar comes first, and every bar of a gap comes in order', () => {
  const midnight = Date.UTC(2026, 10, 23)
  expect(closedBars(TIMEFRAMES, midnight - 1, midnight).map(bar => bar.timeframe)).toEqual([...TIMEFRAMES])
  const gap = closedBars(['1m', '5m'], midnight, midnight + 7 * MINUTE)
  expect(gap.map(bar => `${bar.timeframe}@${(bar.time - midnight) / MINUTE}`)).toEqual([
    '1m@0',
    '1m@1',
    '1m@2',
    '1m@3',
    '1m@4',
    '5m@0',
    '1m@5',
    '1m@6',
  ])
})

test('however a stretch is looked at, every bar is announced once (seed 11)', () => {
  fc.assert(
    fc.property(
      anyTime,
      fc.array(fc.integer({ min: 0, max: 3 * 3_600_000 }), { maxLength: 8 }),
      (start, steps) => {
        const moments = [start]
        for (const step of steps) moments.push(moments.at(-1)! + step)
        const pieces = moments.slice(1).flatMap((upTo, i) => closedBars(TIMEFRAMES, moments[i]!, upTo))
        expect(pieces).toEqual(closedBars(TIMEFRAMES, start, moments.at(-1)!))
      },
    ),
    { seed: 11, numRuns: 200 },
  )
})

test('the next close is after now and at most a minute away (seed 12)', () => {
  fc.assert(
    fc.property(anyTime, fc.constantFrom(...TIMEFRAMES), (now, timeframe) => {
      expect(nextClose(now)).toBeGreaterThan(now)
      expect(nextClose(now)).toBeLessThanOrEqual(now + MINUTE)
      expect(lastClosedBar(timeframe, now) + timeframeMs[timeframe]).toBeLessThanOrEqual(now)
      expect(barOpen(barOpen(now, timeframe), timeframe)).toBe(barOpen(now, timeframe))
    }),
    { seed: 12, numRuns: 300 },
  )
})
