import { describe, expect, test } from 'vitest'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { closesOf, runEntry } from './runEntry'

const N = Number.NaN
const SEED = Number(process.env.SEED ?? 11)

interface Move {
  readonly steps: number
  readonly percent: number
}

/** All runs of a list, falls negative: cut wherever the direction of a step is not that of the one before. */
const movesOf = (values: readonly number[]): Move[] => {
  const directions = values.slice(1).map((value, i) => Math.sign(value - values[i]!))
  return directions.flatMap((side, i) => {
    if (side === 0 || directions[i - 1] === side) return []
    const other = directions.findIndex((each, k) => k > i && each !== side)
    const end = other < 0 ? directions.length : other
    return [{ steps: side * (end - i), percent: (100 * (values[end]! - values[i]!)) / values[i]! }]
  })
}

const mean = (values: readonly number[]) =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : N
const most = (values: readonly number[]) => (values.length > 0 ? Math.max(...values) : N)

/** Prices in whole units tie often. */
const tied = (() => {
  const bars = sampleBars({ bars: 400, seed: SEED })
  return { ...bars, close: bars.close.map(close => Math.round(close * 2) / 2) }
})()

describe.each([
  ['sample bars', sampleBars({ bars: 400, seed: SEED })],
  ['closes with many ties', tied],
] as const)(`runs on %s (seed ${SEED})`, (_name, bars) => {
  const close = [...bars.close]

  test.each([
    { length: 50, minBars: 3, minPercent: 0 },
    { length: 20, minBars: 1, minPercent: 0.8 },
    { length: 2, minBars: 1, minPercent: 0 },
  ])('of $minBars steps and $minPercent % among $length values are counted and measured', params => {
    const { length, minBars, minPercent } = params
    const found = runEntry('movesequences', bars, params)
    const either = runEntry('runstat', bars, { ...params, direction: 'either', part: 'averageLength' }).value!
    for (let i = 0; i < close.length; i++) {
      if (i < length - 1) {
        for (const [name, column] of Object.entries(found)) expect(column[i], name).toBeNaN()
        continue
      }
      const moves = movesOf(close.slice(i - length + 1, i + 1))
      const taken = moves.filter(
        ({ steps, percent }) => Math.abs(steps) >= minBars && Math.abs(percent) >= minPercent,
      )
      const [up, down] = [taken.filter(({ steps }) => steps > 0), taken.filter(({ steps }) => steps < 0)]
      const sizes = (of: readonly Move[]) => of.map(({ percent }) => Math.abs(percent))
      const lengths = (of: readonly Move[]) => of.map(({ steps }) => Math.abs(steps))
      const now = close[i] === close[i - 1] ? { steps: 0, percent: 0 } : moves.at(-1)!
      const expected = {
        run: now.steps,
        strength: now.percent,
        upCount: up.length,
        upAverage: mean(sizes(up)),
        upStrongest: most(sizes(up)),
        upLongest: most(lengths(up)),
        downCount: down.length,
        downAverage: mean(sizes(down)),
        downStrongest: most(sizes(down)),
        downLongest: most(lengths(down)),
      }
      for (const [name, value] of Object.entries(expected))
        if (Number.isNaN(value)) expect(found[name]![i], `${name} at ${i}`).toBeNaN()
        else expect(found[name]![i], `${name} at ${i}`).toBeCloseTo(value, 10)
      if (taken.length === 0) expect(either[i]).toBeNaN()
      else expect(either[i]).toBeCloseTo(mean(lengths(taken)), 10)
    }
  })
})

test('a run counts with what of it lies in the window, and an equal value ends it', () => {
  const found = runEntry('movesequences', closesOf([1, 2, 4, 8, 8, 4, 2]), { length: 4, minBars: 1 })
  expect([...found.run!]).toEqual([N, N, N, 3, 0, -1, -2])
  expect([...found.strength!]).toEqual([N, N, N, 700, 0, -50, -75])
  expect([...found.upStrongest!]).toEqual([N, N, N, 700, 300, 100, N])
  expect([...found.downCount!]).toEqual([N, N, N, 0, 0, 1, 1])
})
