import { expect, test } from 'vitest'
import { TRIAL_STATS, type TrialResult, type TrialStats } from '@/server/engine/optimise/types'
import { cornersOf } from '@/server/optimise/corners'
import { markedMap, overWindows, rowsOf, type View } from '@/server/optimise/results'
import { packedShard, readShards } from '@/server/optimise/stored'

const stats = (sharpe: number | null, trades = 20): TrialStats => ({
  stats: Object.fromEntries(
    TRIAL_STATS.map(id => [id, id === 'sharpe' ? sharpe : id === 'trades' ? trades : 1]),
  ) as TrialStats['stats'], // one each
  reasons: sharpe === null ? { sharpe: 'no trades' } : {},
})

const trial = (
  number: number,
  params: TrialResult['params'],
  ...sharpes: (number | null)[]
): TrialResult => ({
  number,
  params,
  digest: `digest ${number}`,
  failed: null,
  periods: sharpes.map(sharpe => stats(sharpe)),
})

const CHOOSING = { metric: 'sharpe', by: 'plateau', minTrades: 10 } as const
const AXES = [
  { name: 'a', values: [1, 2, 3] },
  { name: 'b', values: [1, 2, 3] },
]
/** A lone peak in one corner, a calm place in the other. */
const HEIGHTS = [9, 0, 0, 0, 0, 4, 0, 4, 5]
const grid: View = {
  axes: AXES,
  choosing: CHOOSING,
  results: HEIGHTS.map((sharpe, at) => trial(at, { a: 1 + Math.floor(at / 3), b: 1 + (at % 3) }, sharpe)),
}

test('a lone peak is marked as the peak, and the calm place as the plateau', () => {
  const map = markedMap(grid, 'a', 'b')
  expect(map?.peak).toEqual({ column: 0, row: 0 })
  expect(map?.plateau).toEqual({ column: 2, row: 2 })
  expect(map?.rows[2]?.[2]).toMatchObject({ trial: 8, value: 5, neighbourhood: { median: 4, trials: 4 } })
})

test('rows come best first, those without a value last and with the reason', () => {
  const rows = rowsOf({ ...grid, results: [trial(0, { a: 1, b: 1 }, null), ...grid.results.slice(1)] })
  expect(rows.map(({ number }) => number)).toEqual([8, 5, 7, 1, 2, 3, 4, 6, 0])
  expect(rows.at(-1)).toMatchObject({ median: null, why: 'no trades' })
  expect(rows[0]).toMatchObject({ params: [3, 3], median: 4, why: null })
})

test('with a third parameter a cell tells the median of its trials, and picks the best of them', () => {
  const results = grid.results.flatMap(each =>
    [0, 1, 10].map((more, c) =>
      trial(each.number * 3 + c, { ...each.params, c }, (each.periods[0]?.stats.sharpe ?? 0) + more),
    ),
  )
  const view: View = { ...grid, axes: [...AXES, { name: 'c', values: [0, 1, 2] }], results }
  const map = markedMap(view, 'a', 'b')
  expect(map?.rows[0]?.[0]).toMatchObject({ value: 10, trial: 2 })
  expect(map?.rows[2]?.[2]).toMatchObject({ value: 6, trial: 26 })
  expect(markedMap(view, 'a', 'a')).toBeNull()
})

test('windows are told one by one, or by the middle of all', () => {
  const results = [trial(0, { a: 1 }, 1, 5, 3), trial(1, { a: 2 }, null, null, 3)]
  const sharpeOf = (window: number | null) =>
    overWindows(results, 3, window).map(({ periods }) => periods[0]?.stats.sharpe ?? null)
  expect(sharpeOf(1)).toEqual([5, null])
  // most windows of the second have none
  expect(sharpeOf(null)).toEqual([3, null])
  expect(overWindows(results, 0, null)).toBe(results)
})

test('what is stored of trials is what is read', async () => {
  const params = grid.results.map(each => each.params)
  const failed: TrialResult = {
    number: 3,
    params: params[3]!,
    digest: null,
    failed: 'It fails.',
    periods: [],
  }
  const [one, two, ...others] = grid.results.with(3, failed)
  const parts = [others, [one!, two!]].map(part => ({ result: packedShard(part) }))
  expect(await readShards(parts, params)).toEqual(grid.results.with(3, failed))
  expect(packedShard([one!])).toEqual(packedShard([one!]))
})

test('the corners of a space are its ends in every combination, the last ones always', () => {
  expect(cornersOf(AXES)).toEqual([
    { a: 1, b: 1 },
    { a: 3, b: 1 },
    { a: 1, b: 3 },
    { a: 3, b: 3 },
  ])
  const many = Array.from({ length: 8 }, (_, k) => ({ name: `p${k}`, values: [0, 1] }))
  const corners = cornersOf(many)
  expect(corners).toHaveLength(16)
  expect(Object.values(corners.at(-1)!)).toEqual(Array(8).fill(1))
})
