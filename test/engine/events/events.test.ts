import { describe, expect, test } from 'vitest'
import { overlapError } from '@/server/engine/events/overlap'
import { days, flat } from '@/test/engine/rank/ranked'
import { fired, study } from './fired'

// opens and closes of each bar
const A = days([
  [10, 10],
  [10, 11],
  [11, 12],
  [12, 10],
  [10, 10],
  [10, 20],
  [20, 20],
  [20, 20],
])

const barsOf = ({ occurrences }: ReturnType<typeof study>) => occurrences.map(({ bar }) => bar)

test('returns go from the next open to the close of each horizon', () => {
  const found = study([fired('A', A, { long: [0, 1, 4, 7] })], { horizons: [1, 2] })
  expect(found).toMatchObject({ horizon: 2, instances: 3, long: 3, short: 0 })
  expect(found.left_out).toEqual({ streak: 1, near: 0, conflict: 0 })
  expect(found.occurrences).toMatchObject([
    { symbol: 'A', side: 'long', bar: 0, entry_price: 10 },
    { bar: 4, entry_price: 10, returns: [1, 1], mfe: 1, mae: 0 },
    { bar: 7, entry_time: null, entry_price: null, returns: [null, null], mfe: null, mae: null },
  ])
  expect(found.occurrences[0]?.returns[0]).toBeCloseTo(0.1, 12)
  expect(found.occurrences[0]?.returns[1]).toBeCloseTo(0.2, 12)
  const [one, two] = found.horizons
  expect(one).toMatchObject({
    horizon: 1,
    instances: 2,
    missing: 1,
    hit_rate: 1,
    overlapping: 0,
    undefined: {},
  })
  expect(one?.average_return).toBeCloseTo(0.55, 12)
  expect(one?.median).toBeCloseTo(0.55, 12)
  expect(one?.deviation).toBeCloseTo(0.9 / Math.SQRT2, 12)
  // 0.55 over 0.9 / √2 / √2
  expect(one?.t_statistic).toBeCloseTo(0.55 / 0.45, 12)
  expect(one?.t_adjusted).toBeCloseTo(0.55 / 0.45, 12)
  // bars 0 to 6: 1/10, 1/11, −1/6, 0, 1, 0, 0
  const usual = (1 / 10 + 1 / 11 - 1 / 6 + 1) / 7
  expect(one?.baseline).toBeCloseTo(usual, 12)
  expect(one?.baseline_hit_rate).toBeCloseTo(3 / 7, 12)
  expect(one?.excess).toBeCloseTo(0.55 - usual, 12)
  expect(one?.mfe).toBeCloseTo(0.55, 12)
  expect(two?.average_return).toBeCloseTo(0.6, 12)
  expect(found.average_return).toBe(two?.average_return)
  expect(found.hit_rate).toBe(1)
  expect(found.years).toEqual([
    {
      key: '2024',
      instances: 3,
      hit_rate: [1, 1],
      average_return: [one?.average_return, two?.average_return],
    },
  ])
})

test('a short instance wins where the price falls', () => {
  const found = study([fired('A', A, { short: [2] })], { horizons: [1] })
  expect(found).toMatchObject({ instances: 1, long: 0, short: 1 })
  // entered at 12, closed at 10
  expect(found.average_return).toBeCloseTo(2 / 12, 12)
  expect(found.horizons[0]?.baseline).toBeCloseTo(-(1 / 10 + 1 / 11 - 1 / 6 + 1) / 7, 12)
  expect(found.horizons[0]?.baseline_hit_rate).toBeCloseTo(1 / 7, 12)
  expect(found.occurrences[0]?.mfe).toBeCloseTo(2 / 12, 12)
  expect(found.occurrences[0]?.mae).toBe(-0)
  expect(study([fired('A', A, { short: [2] })], { horizons: [1] }, { allowShort: false }).instances).toBe(0)
})

describe('what is an instance', () => {
  const firing = { long: [1, 2, 3, 5, 6, 9] }
  const bars = flat(10, 12)
  const found = (events: Parameters<typeof study>[1], tradable = 0) =>
    study([fired('A', bars, firing, tradable)], { horizons: [1], ...events })

  test('is the first bar of each streak, or every bar', () => {
    expect(barsOf(found({}))).toEqual([1, 5, 9])
    expect(barsOf(found({ streaks: 'every' }))).toEqual([1, 2, 3, 5, 6, 9])
  })

  test('lies so many bars after the one before', () => {
    const apart = found({ apart: 5 })
    expect(barsOf(apart)).toEqual([1, 9])
    expect(apart.left_out).toEqual({ streak: 3, near: 1, conflict: 0 })
    expect(barsOf(found({ apart: 4 }))).toEqual([1, 5, 9])
    expect(barsOf(found({ streaks: 'every', apart: 2 }))).toEqual([1, 3, 5, 9])
  })

  test('counts once signals do: a streak under way then begins there', () => {
    expect(barsOf(found({}, 2))).toEqual([2, 5, 9])
  })

  test('is neither both ways at once nor a wish to be out', () => {
    const both = study([fired('A', bars, { long: [1, 4], short: [1, 6], exitLong: [4] })], { horizons: [1] })
    expect(both.occurrences.map(({ bar, side }) => `${bar} ${side}`)).toEqual(['6 short'])
    expect(both.left_out.conflict).toBe(1)
  })

  test('lies inside the period, and so do its horizons', () => {
    const settings = { from: '2024-01-03', to: '2024-01-07' }
    const inside = study([fired('A', bars, firing)], { horizons: [1, 3], streaks: 'every' }, settings)
    expect(inside.occurrences.map(({ bar, returns }) => [bar, ...returns])).toEqual([
      [2, 0, 0],
      [3, 0, 0],
      [5, 0, null],
      [6, null, null],
    ])
  })
})

describe('what has no meaning is null and says why', () => {
  test('where nothing fired', () => {
    const found = study([fired('A', A, { long: [] })], { horizons: [1, 2] })
    expect(found).toMatchObject({ instances: 0, hit_rate: null, average_return: null, occurrences: [] })
    expect(found.horizons[0]?.undefined).toMatchObject({ hit_rate: 'no instances', baseline: 'no instances' })
    expect(found.horizons[0]?.histogram).toEqual({ edges: [], counts: [] })
    expect(found.path.mean.every(value => value === null)).toBe(true)
  })

  test('where there is one instance', () => {
    const [row] = study([fired('A', A, { long: [0] })], { horizons: [1] }).horizons
    expect(row).toMatchObject({
      instances: 1,
      hit_rate: 1,
      deviation: null,
      t_statistic: null,
      t_excess: null,
    })
    expect(row?.undefined).toEqual({
      deviation: 'fewer than 2 instances',
      t_statistic: 'fewer than 2 instances',
      t_adjusted: 'fewer than 2 instances',
      t_excess: 'fewer than 2 instances',
    })
  })

  test('where all returns are the same', () => {
    const [row] = study([fired('A', flat(10, 9), { long: [0, 4] })], { horizons: [1] }).horizons
    expect(row).toMatchObject({
      instances: 2,
      hit_rate: 0,
      average_return: 0,
      deviation: 0,
      t_statistic: null,
    })
    expect(row?.undefined.t_statistic).toBe('all the same')
  })

  test('where there are no bars', () => {
    expect(study([fired('A', flat(10, 0), {})], {})).toMatchObject({ instances: 0, symbols: [] })
    expect(study([], {})).toMatchObject({ instances: 0 })
  })
})

test('instances of one moment count as one in the adjusted statistic', () => {
  const up = days([
    [10, 10],
    [10, 11],
    [10, 10],
    [10, 10],
  ])
  const down = days([
    [10, 10],
    [10, 10],
    [10, 9],
    [10, 10],
  ])
  const instruments = [
    fired('A', up, { long: [0] }),
    fired('B', up, { long: [0] }),
    fired('C', down, { long: [1] }),
  ]
  const [row] = study(instruments, { horizons: [1] }).horizons
  // 0.1 twice and −0.1: off the mean of 1/30 by 2/30, 2/30 and −4/30
  expect(row?.t_statistic).toBeCloseTo(0.5, 9)
  // two sums of 4/30: √(2 × 16/900 × 3/2) / 3 = 0.07698
  expect(row?.t_adjusted).toBeCloseTo(1 / 30 / (Math.sqrt((2 * 16 * 3) / 900 / 2) / 3), 9)
  expect(row?.overlapping).toBeCloseTo(1 / 3, 12)
})

test('neighbours over two bars share one of them', () => {
  // d² + d² + 2 × ½ × d × d, over two
  const error = overlapError(Int32Array.of(0, 1), Float64Array.of(1, 1), 2, 3)
  expect(error).toBeCloseTo(Math.sqrt(3 * 2) / 2, 12)
})

test('the path shows closes around the instance, as parts of the entry', () => {
  const { path } = study([fired('A', A, { long: [1, 4, 7] })], { horizons: [2], before: 2 })
  expect(path.offset).toEqual([-2, -1, 0, 1, 2])
  // bar 1 is entered at 11 and has one bar before it, bar 4 at 10; bar 7 has no entry
  expect(path.count).toEqual([1, 2, 2, 2, 2])
  expect(path.mean[0]).toBeCloseTo(12 / 10 - 1, 12)
  expect(path.mean[1]).toBeCloseTo((10 / 11 - 1 + 0) / 2, 12)
  expect(path.mean[3]).toBeCloseTo((12 / 11 - 1 + 1) / 2, 12)
})

test('a long path is told at so many points', () => {
  const { path } = study([fired('A', flat(10, 3_000), { long: [1_500] })], { horizons: [1_000], before: 400 })
  expect(path.offset.length).toBeLessThan(125)
  expect(path.offset[0]).toBe(-400)
  expect(path.offset.at(-1)).toBe(1_000)
  expect(path.offset).toContain(0)
})

test('what entry and exit would cost stands beside', () => {
  const cost = (settings: Parameters<typeof study>[2]) => study([fired('A', A, {})], {}, settings).cost
  expect(cost({ commission: { percent: 0.1 }, slippage: { bps: 5 }, spread: { bps: 2 } })).toBeCloseTo(
    0.0032,
    12,
  )
  expect(cost({ commission: { fixed: 1 } })).toBeNull()
})
