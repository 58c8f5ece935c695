import { describe, expect, test } from 'vitest'
import { sampleBars, seeded } from '@/sandbox/catalogue/docs/sample'
import type { BarColumns } from '@/sandbox/ir/bars'
import { withHoles } from './contract/bars'
import { barsOf, runEntry } from './runEntry'

const N = Number.NaN
const HOUR = 3_600_000
const SEED = Number(process.env.SEED ?? 70)
const BARS = 400
const bars = sampleBars({ bars: BARS, seed: SEED })

interface Row {
  readonly middle: number
  readonly volume: number
}

/** What each row of a profile holds, asked of every bar for every row. */
const profileOf = ({ high, low, volume }: BarColumns, members: readonly number[], rows: number): Row[] => {
  const bottom = Math.min(...members.map(i => low[i]!))
  const top = Math.max(...members.map(i => high[i]!))
  const step = (top - bottom) / rows
  return Array.from({ length: rows }, (_, row) => {
    const [from, to] = [bottom + row * step, bottom + (row + 1) * step]
    const share = (i: number) => {
      const range = high[i]! - low[i]!
      if (range > 0) return Math.max(0, Math.min(high[i]!, to) - Math.max(low[i]!, from)) / range
      return low[i]! >= from && (low[i]! < to || row === rows - 1) ? 1 : 0
    }
    return { middle: (from + to) / 2, volume: members.reduce((sum, i) => sum + volume[i]! * share(i), 0) }
  })
}

const levelsOf = (rows: readonly Row[], percent: number) => {
  const total = rows.reduce((sum, { volume }) => sum + volume, 0)
  const height = rows[1]!.middle - rows[0]!.middle
  const heaviest = rows.reduce((best, row, at) => (row.volume > rows[best]!.volume ? at : best), 0)
  const area = [heaviest]
  const held = () => area.reduce((sum, at) => sum + rows[at]!.volume, 0)
  while (held() < (total * percent) / 100 && area.length < rows.length) {
    const [under, over] = [Math.min(...area) - 1, Math.max(...area) + 1]
    const weight = (at: number) => rows[at]?.volume ?? -1
    area.push(weight(over) >= weight(under) ? over : under)
  }
  return {
    poc: rows[heaviest]!.middle,
    vah: rows[Math.max(...area)]!.middle + height / 2,
    val: rows[Math.min(...area)]!.middle - height / 2,
    total,
  }
}

/** Neighbouring rows of one weight as one; rows filled by a single bar differ by rounding alone. */
const runsOf = (rows: readonly Row[]): Row[] => {
  const most = Math.max(...rows.map(({ volume }) => volume))
  const runs: Row[][] = []
  for (const row of rows) {
    const run = runs.at(-1)
    if (run && Math.abs(run[0]!.volume - row.volume) < most * 1e-9) run.push(row)
    else runs.push([row])
  }
  return runs.map(run => ({ middle: (run[0]!.middle + run.at(-1)!.middle) / 2, volume: run[0]!.volume }))
}

const near = (found: number | undefined, expected: number, what: string) => {
  if (Number.isNaN(expected)) expect(found, what).toBeNaN()
  else expect(Math.abs(found! - expected), what).toBeLessThan(1e-9 * Math.max(1, Math.abs(expected)))
}

const lastOf = (i: number, length: number) => Array.from({ length }, (_, k) => i - length + 1 + k)

describe(`the profile of the last bars (seed ${SEED})`, () => {
  test.each([
    { length: 60, rows: 24, valueArea: 70 },
    { length: 5, rows: 7, valueArea: 95 },
    { length: 100, rows: 50, valueArea: 30 },
  ])('has its levels and total by $length bars in $rows rows', params => {
    const found = runEntry('volumeprofile', bars, params)
    for (let i = params.length - 1; i < BARS; i += 11) {
      const expected = levelsOf(profileOf(bars, lastOf(i, params.length), params.rows), params.valueArea)
      for (const [name, value] of Object.entries(expected)) near(found[name]![i], value, `${name} at ${i}`)
    }
  })

  test('has its nodes from the strongest down, and the nearest of three', () => {
    const [length, rows, strength] = [80, 30, 40]
    const found = runEntry('volumepeaks', bars, { length, rows, strength })
    let thirds = 0
    for (let i = length - 1; i < BARS; i += 3) {
      const profile = runsOf(profileOf(bars, lastOf(i, length), rows))
      const most = Math.max(...profile.map(({ volume }) => volume))
      const nodes = profile
        .filter(({ volume }, at) => {
          const beside = [profile[at - 1]?.volume ?? -1, profile[at + 1]?.volume ?? -1]
          return volume >= (most * strength) / 100 && beside.every(other => other < volume)
        })
        .sort((a, b) => b.volume - a.volume)
        .slice(0, 3)
      const close = bars.close[i]!
      const nearest = nodes.toSorted((a, b) => Math.abs(a.middle - close) - Math.abs(b.middle - close))[0]!
      near(found.first![i], nodes[0]!.middle, `first at ${i}`)
      near(found.second![i], nodes[1]?.middle ?? N, `second at ${i}`)
      near(found.third![i], nodes[2]?.middle ?? N, `third at ${i}`)
      near(found.secondStrength![i], (100 * (nodes[1]?.volume ?? N)) / most, `second strength at ${i}`)
      near(found.thirdStrength![i], (100 * (nodes[2]?.volume ?? N)) / most, `third strength at ${i}`)
      near(found.nearest![i], nearest.middle, `nearest at ${i}`)
      near(found.nearestPercent![i], (100 * (nearest.middle - close)) / close, `distance at ${i}`)
      if (nodes[2]) thirds++
    }
    expect(thirds).toBeGreaterThan(10)
  })

  test('has its thin places on either side of the close', () => {
    const [length, rows, depth] = [80, 30, 60]
    const found = runEntry('volumevalleys', bars, { length, rows, depth })
    let sides = 0
    for (let i = length - 1; i < BARS; i += 3) {
      const profile = runsOf(profileOf(bars, lastOf(i, length), rows))
      const most = Math.max(...profile.map(({ volume }) => volume))
      const thin = profile.flatMap(({ middle, volume }, at) => {
        const beside = [profile[at - 1]?.volume ?? -1, profile[at + 1]?.volume ?? -1]
        return volume <= (most * depth) / 100 && beside.every(other => other > volume) ? [middle] : []
      })
      const close = bars.close[i]!
      const below = thin.filter(price => price <= close).at(-1) ?? N
      const above = thin.find(price => price > close) ?? N
      near(found.below![i], below, `below at ${i}`)
      near(found.above![i], above, `above at ${i}`)
      near(found.belowPercent![i], (100 * (close - below)) / close, `distance below at ${i}`)
      near(found.abovePercent![i], (100 * (above - close)) / close, `distance above at ${i}`)
      if (below > 0 && above > 0) sides++
    }
    expect(sides).toBeGreaterThan(10)
  })

  test('takes rows of one weight for one node, in their middle', () => {
    // rows of 1: 30 at 0…1, 10 at 1…2, 20 at 2…4, 5 at 4…6, 10 at 6…7
    const flat = barsOf([
      [0, 1, 0, 1],
      [1, 2, 1, 1],
      [2, 4, 2, 4],
      [4, 6, 4, 6],
      [6, 7, 6, 6],
    ])
    const traded = { ...flat, volume: Float64Array.of(30, 10, 40, 10, 10) }
    const at = (rank: number, part: string) =>
      runEntry('volumepeak', traded, { length: 5, rows: 7, strength: 1, rank, part }).value![4]
    expect([1, 2, 3, 4].map(rank => at(rank, 'price'))).toEqual([0.5, 3, 6.5, N])
    expect([1, 2, 3, 4].map(rank => at(rank, 'strength'))).toEqual([100, 200 / 3, 100 / 3, N])
    const valley = (side: string, depth: number) =>
      runEntry('volumevalley', traded, { length: 5, rows: 7, depth, side }).value![4]
    expect([valley('below', 50), valley('below', 10), valley('above', 50)]).toEqual([5, N, N])
    expect(
      runEntry(
        'volumevalley',
        { ...traded, close: traded.close.map(() => 3) },
        {
          length: 5,
          rows: 7,
          depth: 50,
          side: 'below',
        },
      ).value![4],
    ).toBe(1.5)
  })
})

const next = seeded(SEED)
const random = Array.from({ length: 2000 }, () => next())

describe.each([
  ['hourly bars', sampleBars({ bars: 700, seed: SEED }), 'day', 'UTC', 0],
  ['quarter-hours in Mumbai', sampleBars({ bars: 900, seed: SEED, stepMs: HOUR / 4 }), 'day', 'Mumbai', 5.5],
  ['weeks of four-hour bars', sampleBars({ bars: 400, seed: SEED, stepMs: 4 * HOUR }), 'week', 'Tokyo', 9],
  [
    'hourly bars with holes',
    withHoles(sampleBars({ bars: 700, seed: SEED }), i => random[i]! < 0.2),
    'day',
    'UTC',
    0,
  ],
  ['daily bars', sampleBars({ bars: 60, seed: SEED, stepMs: 24 * HOUR }), 'week', 'UTC', 0],
] as const)('the profile of a period on %s', (_name, market, period, zone, offset) => {
  const days = market.time.map(t => Math.floor((t + offset * HOUR) / (24 * HOUR)))
  // weeks begin on Monday, four days after the epoch's Thursday
  const periods = days.map(day => (period === 'day' ? day : Math.floor((day - 4) / 7)))
  const whole = (i: number) => !Number.isNaN(market.close[i]!)
  const members = (of: number, upTo: number) =>
    [...periods.keys()].filter(i => periods[i] === of && i <= upTo && whole(i))

  test.each(['prior', 'running'])('tells of the %s one', which => {
    const params = { period, which, rows: 20, valueArea: 68, zone }
    const found = runEntry('sessionprofile', market, params)
    let told = 0
    for (let i = 0; i < periods.length; i += 3) {
      const of = periods[i]! - (which === 'prior' ? 1 : 0)
      if (!whole(i) || of <= periods[0]!) {
        expect(found.poc![i], `at ${i}`).toBeNaN()
        continue
      }
      const expected = levelsOf(profileOf(market, members(of, i), 20), 68)
      for (const [name, value] of Object.entries(expected)) near(found[name]![i], value, `${name} at ${i}`)
      const close = market.close[i]!
      const place = close > found.vah![i]! ? 1 : close < found.val![i]! ? -1 : 0
      expect(found.place![i]).toBe(place)
      told++
    }
    expect(told).toBeGreaterThan(10)
  })
})
