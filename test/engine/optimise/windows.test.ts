import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timelineOf } from '@/server/engine/optimise/market'
import { windowsOf } from '@/server/engine/optimise/windows'
import { DAY_MS, daily, marketOf } from './searching'

const SEED = 31

const days = (bars: number) => Float64Array.from({ length: bars }, (_, at) => at * DAY_MS)
const laid = (bars: number, mode: 'rolling' | 'anchored', inSampleBars: number, outOfSampleBars: number) => {
  const read = windowsOf(days(bars), { mode, inSampleBars, outOfSampleBars })
  if (!read.ok) return read.problems.map(({ message }) => message)
  return read.windows.map(({ inSample, outOfSample }) =>
    [inSample.from, inSample.to, outOfSample.from, outOfSample.to].map(at => at / DAY_MS),
  )
}

test('rolling windows move along, anchored ones grow; the last part may be short', () => {
  expect(laid(11, 'rolling', 4, 3)).toEqual([
    [0, 3, 4, 6],
    [3, 6, 7, 9],
    [6, 9, 10, 10],
  ])
  expect(laid(11, 'anchored', 4, 3)).toEqual([
    [0, 3, 4, 6],
    [0, 6, 7, 9],
    [0, 9, 10, 10],
  ])
})

test('windows that do not fit are refused with what there is', () => {
  expect(laid(6, 'rolling', 4, 3)).toEqual([
    'A window takes 7 bars and the period has 6. Take a longer period or shorter parts.',
  ])
  expect(laid(6, 'rolling', 1, 2.5)).toEqual([
    'inSampleBars is 1; it must be a whole number from 2.',
    'outOfSampleBars is 2.5; it must be a whole number from 2.',
  ])
  expect(laid(1_000, 'rolling', 10, 2)).toEqual([
    'There would be 495 windows; at most 200 are laid. Take longer out-of-sample parts.',
  ])
})

test(`judged parts are the timeline after the first in-sample part, each bar once (seed ${SEED})`, () => {
  const lengths = fc.record({
    bars: fc.integer({ min: 4, max: 300 }),
    inSampleBars: fc.integer({ min: 2, max: 100 }),
    outOfSampleBars: fc.integer({ min: 2, max: 60 }),
    mode: fc.constantFrom('rolling' as const, 'anchored' as const),
  })
  fc.assert(
    fc.property(lengths, ({ bars, ...walk }) => {
      const time = days(bars)
      const read = windowsOf(time, walk)
      if (!read.ok) return
      const judged = read.windows.flatMap(({ outOfSample: { from, to } }) =>
        Array.from(time).filter(at => at >= from && at <= to),
      )
      expect(judged).toEqual(Array.from(time).slice(walk.inSampleBars))
      for (const { inSample, outOfSample } of read.windows) {
        expect(inSample.to).toBeLessThan(outOfSample.from)
        const between = Array.from(time).filter(at => at > inSample.to && at < outOfSample.from)
        expect(between).toEqual([])
        for (const { from, to, bars: count } of [inSample, outOfSample])
          expect(Array.from(time).filter(at => at >= from && at <= to)).toHaveLength(count)
      }
    }),
    { seed: SEED, numRuns: 200 },
  )
})

test('the timeline of several symbols has every moment once', () => {
  const [a, b] = [daily(6, 1), daily(6, 2)]
  const odd = { ...b, time: b.time.map(at => at + DAY_MS / 2) }
  const { symbols } = marketOf([a, odd, a])
  const moments = [...a.time, ...odd.time].sort((x, y) => x - y)
  expect(Array.from(timelineOf(symbols, {}))).toEqual(moments)
  expect(Array.from(timelineOf(symbols, { from: moments[3]!, to: moments[5]! }))).toEqual(moments.slice(3, 6))
})
