import { expect, test } from 'vitest'
import { choose, neighbourhoodMedian } from '@/server/engine/optimise/choose'
import { heatMap } from '@/server/engine/optimise/heatMap'
import type { Axis } from '@/server/engine/optimise/space'
import type { Params } from '@/server/engine/optimise/types'
import { resultOf } from './searching'

const AXES: readonly Axis[] = [
  { name: 'x', values: [1, 2, 3] },
  { name: 'y', values: [10, 20, 30, 40] },
]

/** A row for each x, a column for each y. */
const grid = (rows: readonly (readonly (number | null)[])[], metric = 'sharpe') =>
  rows.flatMap((row, i) =>
    row.map((value, j) =>
      resultOf(i * row.length + j, { x: i + 1, y: 10 * (j + 1) } as Params, [{ [metric]: value }]),
    ),
  )

// a lone peak at 3|40, a plateau around 2|20
const SHAPED = grid([
  [1, 2, 2, 0],
  [2, 3, 2, 0],
  [2, 2, 2, 9],
])

const medians = (results: typeof SHAPED, axes = AXES) =>
  neighbourhoodMedian(results, axes, 'sharpe').map(({ median }) => median)

test('the median of a trial is that of it and everything a step away, corners too', () => {
  expect(medians(SHAPED)).toEqual([
    2, // of 1 2 2 3
    2, // of 1 2 2 2 3 2
    2, // of 2 2 0 3 2 0
    1, // of 0 0 2 2
    2,
    2,
    2, // of 0 0 2 2 2 2 2 3 9
    2, // of 0 0 2 2 2 9
    2,
    2,
    2, // of 0 2 2 2 3 9
    2, // of 0 2 2 9
  ])
  expect(neighbourhoodMedian(SHAPED, AXES, 'sharpe').map(({ trials }) => trials)).toEqual([
    4, 6, 6, 4, 6, 9, 9, 6, 4, 6, 6, 4,
  ])
})

test('a plateau is chosen before a peak, where plateaus are asked for', () => {
  const rough = grid([
    [3, 3, 0, 0],
    [3, 4, 0, 0],
    [3, 3, 0, 9],
  ])
  const choosing = { metric: 'sharpe', minTrades: 0 } as const
  expect(choose(rough, AXES, { ...choosing, by: 'peak' })).toEqual({ at: 11, value: 9 })
  expect(choose(rough, AXES, { ...choosing, by: 'plateau' })).toEqual({ at: 0, value: 3 })
})

test('a neighbour without a value counts as worse than any', () => {
  const gaps = grid([
    [null, 5, null, 1],
    [null, null, null, 1],
    [null, null, null, 1],
  ])
  expect(medians(gaps)[1]).toBeNull()
  expect(medians(gaps)[0]).toBeNull()
  expect(medians(gaps)[11]).toBeNull() // two of four have a value
  expect(choose(gaps, AXES, { metric: 'sharpe', by: 'plateau', minTrades: 0 })).toBeNull()
  expect(choose(gaps, AXES, { metric: 'sharpe', by: 'peak', minTrades: 0 })).toEqual({ at: 1, value: 5 })
})

test('where less is better, the least is chosen', () => {
  const falls = grid([[0.5, 0.2, 0.3, null]], 'max-drawdown')
  const axes = [{ name: 'x', values: [1] }, AXES[1]!]
  expect(choose(falls, axes, { metric: 'max-drawdown', by: 'peak', minTrades: 0 })).toEqual({
    at: 1,
    value: 0.2,
  })
  expect(choose(falls, axes, { metric: 'max-drawdown', by: 'plateau', minTrades: 0 })).toEqual({
    at: 1,
    value: 0.3,
  })
})

test('trials with too few trades are not chosen, and the first of equals is', () => {
  const few = [
    resultOf(0, { x: 1, y: 10 }, [{ sharpe: 9, trades: 4 }]),
    resultOf(1, { x: 1, y: 20 }, [{ sharpe: 2, trades: 5 }]),
    resultOf(2, { x: 1, y: 30 }, [{ sharpe: 2, trades: 50 }]),
  ]
  expect(choose(few, AXES, { metric: 'sharpe', by: 'peak', minTrades: 5 })).toEqual({ at: 1, value: 2 })
  expect(choose(few, AXES, { metric: 'sharpe', by: 'peak', minTrades: 51 })).toBeNull()
})

test('texts and switches have no neighbours along their axis', () => {
  const axes: readonly Axis[] = [
    { name: 'kind', values: ['sma', 'ema'] },
    { name: 'x', values: [1, 2] },
  ]
  const results = ['sma', 'ema'].flatMap((kind, i) =>
    [1, 2].map((x, j) => resultOf(2 * i + j, { kind, x }, [{ sharpe: 10 * i + j }])),
  )
  expect(medians(results, axes)).toEqual([0.5, 0.5, 10.5, 10.5])
})

test('values are neighbours by their size, in whatever order they are listed', () => {
  const axes: readonly Axis[] = [{ name: 'x', values: [30, 10, 20] }]
  const results = [30, 10, 20].map((x, at) => resultOf(at, { x }, [{ sharpe: x }]))
  // 30 with 20, 10 with 20, and 20 with both
  expect(medians(results, axes)).toEqual([25, 15, 20])
})

test('of many axes the neighbours are those along each', () => {
  const axes = Array.from({ length: 6 }, (_, at): Axis => ({ name: `p${at}`, values: [0, 1, 2] }))
  const at = (...places: number[]): Params => Object.fromEntries(places.map((place, k) => [`p${k}`, place]))
  const results = [
    resultOf(0, at(1, 1, 1, 1, 1, 1), [{ sharpe: 1 }]),
    resultOf(1, at(2, 1, 1, 1, 1, 1), [{ sharpe: 3 }]),
    resultOf(2, at(1, 1, 1, 1, 1, 0), [{ sharpe: 4 }]),
    resultOf(3, at(2, 2, 1, 1, 1, 1), [{ sharpe: 9 }]),
  ]
  expect(neighbourhoodMedian(results, axes, 'sharpe').map(({ median, trials }) => [median, trials])).toEqual([
    [3, 3],
    [3, 3],
    [2.5, 2],
    [6, 2],
  ])
})

test('a map shows the best trial of each pair, and what is around it', () => {
  const axes: readonly Axis[] = [...AXES, { name: 'z', values: [0, 1] }]
  const results = [
    resultOf(0, { x: 1, y: 10, z: 0 }, [{ sharpe: 1 }]),
    resultOf(1, { x: 1, y: 10, z: 1 }, [{ sharpe: 3 }]),
    resultOf(2, { x: 2, y: 10, z: 0 }, [{ sharpe: null }]),
  ]
  const map = heatMap(results, axes, { x: 'x', y: 'y', metric: 'sharpe' })
  expect(map?.x).toEqual({ name: 'x', values: [1, 2, 3] })
  expect(map?.rows).toHaveLength(4)
  // of a trial, its neighbour of z and the one of x without a value, the middle is 1
  expect(map?.rows[0]).toEqual([
    { trial: 1, value: 3, neighbourhood: { median: 1, trials: 3 }, trials: 2 },
    { trial: 2, value: null, neighbourhood: { median: null, trials: 0 }, trials: 1 },
    null,
  ])
  expect(heatMap(results, axes, { x: 'x', y: 'x', metric: 'sharpe' })).toBeNull()
  expect(heatMap(results, axes, { x: 'x', y: 'none', metric: 'sharpe' })).toBeNull()
})
