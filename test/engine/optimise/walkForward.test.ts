import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BarColumns } from '@/sandbox/ir/bars'
import { evaluate } from '@/server/engine/optimise/evaluate'
import { type Candidate, type Market, periodOfSpan, timelineOf } from '@/server/engine/optimise/market'
import type { Axis } from '@/server/engine/optimise/space'
import type { Choosing, Params, WalkForward, WalkForwardResult } from '@/server/engine/optimise/types'
import { judge, picksOf } from '@/server/engine/optimise/walkForward'
import { windowsOf } from '@/server/engine/optimise/windows'
import { nodeFence } from '@/server/guests/nodeFence'
import { CROSS, candidatesOf, DAY_MS, daily, finished, HOLDER, marketOf } from './searching'

const SEED = 808
const fence = await nodeFence()

interface Walked {
  readonly market: Market
  readonly candidates: readonly Candidate[]
  readonly axes: readonly Axis[]
  readonly walk: WalkForward
  readonly choosing: Choosing
}

function walked({ market, candidates, axes, walk, choosing }: Walked): WalkForwardResult {
  const laid = windowsOf(timelineOf(market.symbols, market.settings), walk)
  if (!laid.ok) throw new Error(laid.problems[0]?.message)
  const { windows } = laid
  const periods = windows.map(({ inSample }) => periodOfSpan(inSample))
  const results = finished(evaluate(candidates, { market, periods }), fence)
  const picks = picksOf(results, windows, axes, choosing)
  const byNumber = new Map(candidates.map(each => [each.number, each]))
  return finished(judge({ market, windows, picks, candidates: byNumber, choosing }), fence)
}

/** Long all the time, short all the time, or neither. */
const WAYS = `export default strategy({ name: 'Ways', timeframe: '1d', params: { way: choice('none', ['up', 'down', 'none']) } },
  ({ close, params }) => ({ long: params.way === 'up' ? close > 0 : close < 0, short: params.way === 'down' ? close > 0 : close < 0 }))`
const WAY: readonly Axis[] = [{ name: 'way', values: ['up', 'down', 'none'] }]
const SETS: readonly Params[] = [{ way: 'up' }, { way: 'down' }, { way: 'none' }]

const open = [10, 10, 11, 12, 13, 13, 15, 14, 10, 9, 8, 12]
const close = [10, 11, 12, 13, 12, 15, 14, 10, 9, 8, 11, 7]
const worked: BarColumns = {
  time: Float64Array.from(open, (_, bar) => Date.UTC(2024, 0, 1) + bar * DAY_MS),
  open: Float64Array.from(open),
  high: Float64Array.from(open, (price, bar) => Math.max(price, close[bar]!) + 1),
  low: Float64Array.from(open, (price, bar) => Math.min(price, close[bar]!) - 1),
  close: Float64Array.from(close),
  volume: Float64Array.from(open, () => 1),
}
const ONE_UNIT = { cash: 1_000, sizing: { units: 1 }, commission: { percent: 0 } }
const BY_PROFIT: Choosing = { metric: 'net-profit', by: 'peak', minTrades: 0 }

/*
 * Worked by hand. The first signal of a part counts at its first close and fills at the next open: four in-sample bars from a earn
 * close[a+3] − open[a+1] going up, the opposite going down; two judged bars from s earn close[s+1] − open[s+1].
 *
 *   chosen on   up    chosen   judged on   earns          equity at the two closes
 *   0 … 3       +3    up       4, 5        15 − 13 = +2   1000, 1002
 *   2 … 5       +3    up       6, 7        10 − 14 = −4   1002,  998
 *   4 … 7       −3    down     8, 9         9 −  8 = +1    998,  999
 *   6 … 9       −6    down     10, 11      12 −  7 = +5    999, 1004
 */
test('a walk-forward worked by hand: choices, judged parts, one account through all of them', () => {
  const market = marketOf([worked], ONE_UNIT)
  const found = walked({
    market,
    candidates: candidatesOf(fence, WAYS, SETS),
    axes: WAY,
    walk: { mode: 'rolling', inSampleBars: 4, outOfSampleBars: 2 },
    choosing: BY_PROFIT,
  })
  expect(found.windows.map(({ chosen }) => [chosen?.params.way, chosen?.value])).toEqual([
    ['up', 3],
    ['up', 3],
    ['down', 3],
    ['down', 6],
  ])
  expect(found.windows.map(({ judged }) => judged?.stats['net-profit'])).toEqual([2, -4, 1, 5])
  expect(found.equity.value).toEqual([1000, 1002, 1002, 998, 998, 999, 999, 1004])
  expect(found.equity.time).toEqual(Array.from(worked.time.subarray(4)))
  // what is open at a seam is closed there; the last one stays open
  expect(found.windows.map(({ closedAtSeam }) => closedAtSeam)).toEqual([1, 1, 1, 0])
  expect(found.closedAtSeams).toBe(3)
  expect(found.stats.stats['net-profit']).toBe(4)
  expect(found.stats.stats.trades).toBe(3)
  const hoped = (3 + 3 + 3 + 6) / 1000 / 16
  const came = (2 / 1000 - 4 / 1002 + 1 / 998 + 5 / 999) / 8
  expect(found.efficiency).toBeCloseTo(came / hoped, 12)
})

test('an anchored walk-forward chooses on everything since the beginning', () => {
  const found = walked({
    market: marketOf([worked], ONE_UNIT),
    candidates: candidatesOf(fence, WAYS, SETS),
    axes: WAY,
    walk: { mode: 'anchored', inSampleBars: 4, outOfSampleBars: 4 },
    choosing: BY_PROFIT,
  })
  // 0 … 3: 13 − 10; 0 … 7: 10 − 10 is as good as standing aside, and the first of equals is chosen
  expect(found.windows.map(({ chosen }) => [chosen?.params.way, chosen?.value])).toEqual([
    ['up', 3],
    ['up', 0],
  ])
  // 4 … 7: 10 − 13; 8 … 11: 7 − 9, still open
  expect(found.equity.value).toEqual([1000, 1002, 1001, 997, 997, 996, 999, 995])
})

test('costs are paid at each seam', () => {
  const found = walked({
    market: marketOf([worked], { ...ONE_UNIT, commission: { fixed: 1 } }),
    candidates: candidatesOf(fence, WAYS, SETS),
    axes: WAY,
    walk: { mode: 'rolling', inSampleBars: 4, outOfSampleBars: 2 },
    choosing: BY_PROFIT,
  })
  expect(found.windows.map(({ judged }) => judged?.stats['net-profit'])).toEqual([0, -6, -1, 4])
})

test('a window without a choice stands aside and says why', () => {
  const found = walked({
    market: marketOf([worked], ONE_UNIT),
    candidates: candidatesOf(fence, WAYS, SETS),
    axes: WAY,
    walk: { mode: 'rolling', inSampleBars: 4, outOfSampleBars: 2 },
    choosing: { ...BY_PROFIT, minTrades: 1 },
  })
  // its position is still open at the end of the in-sample bars: no trade yet
  expect(found.windows.map(({ chosen, reason }) => [chosen, reason])).toEqual(
    Array.from({ length: 4 }, () => [
      null,
      'No trial had a value of net-profit and at least 1 trade on the in-sample bars.',
    ]),
  )
  expect(found.equity.value).toEqual(Array.from({ length: 8 }, () => 1000))
  expect(found.efficiency).toBeNull()
  expect(found.stats.reasons['win-rate']).toBe('no trades')
})

test('a script that looks at its position is judged with an account of each window', () => {
  const market = marketOf([daily(200, 4)])
  const sets = [0.5, 1, 2].map(gain => ({ gain }))
  const found = walked({
    market,
    candidates: candidatesOf(fence, HOLDER, sets, 'script'),
    axes: [{ name: 'gain', values: [0.5, 1, 2] }],
    walk: { mode: 'rolling', inSampleBars: 60, outOfSampleBars: 30 },
    choosing: { metric: 'total-return', by: 'peak', minTrades: 0 },
  })
  expect(found.windows).toHaveLength(5)
  expect(found.equity.value).toHaveLength(140)
  expect(found.windows.every(({ judged, reason }) => judged !== null && reason === null)).toBe(true)
})

const FAST: readonly Axis[] = [
  { name: 'fast', values: [3, 5, 8] },
  { name: 'slow', values: [10, 15] },
]
const PAIRS = [3, 5, 8].flatMap(fast => [10, 15].map(slow => ({ fast, slow })))
const crosses = candidatesOf(fence, CROSS, PAIRS)

test(`bars after a window's in-sample part change nothing of its choice, bars after it nothing of it (seed ${SEED})`, () => {
  const cases = fc.record({
    seed: fc.integer({ min: 1, max: 500 }),
    other: fc.integer({ min: 501, max: 999 }),
    symbols: fc.integer({ min: 1, max: 2 }),
    mode: fc.constantFrom('rolling' as const, 'anchored' as const),
    by: fc.constantFrom('peak' as const, 'plateau' as const),
    cut: fc.integer({ min: 60, max: 159 }),
  })
  fc.assert(
    fc.property(cases, ({ seed, other, symbols, mode, by, cut }) => {
      const before = Array.from({ length: symbols }, (_, at) => daily(160, seed + at))
      // the same until `cut`, then another market
      const after = before.map((bars, at) => spliced(bars, daily(160, other + at), cut))
      const [one, two] = [before, after].map(bars =>
        walked({
          market: marketOf(bars, { sizing: { equityFraction: 0.4 } }),
          candidates: crosses,
          axes: FAST,
          walk: { mode, inSampleBars: 60, outOfSampleBars: 25 },
          choosing: { metric: 'total-return', by, minTrades: 0 },
        }),
      )
      const changed = before[0]!.time[cut]!
      for (const [at, window] of one!.windows.entries()) {
        const same = two!.windows[at]!
        if (window.inSample.to < changed) expect(same.chosen).toEqual(window.chosen)
        if (window.outOfSample.to < changed) expect(same).toEqual(window)
      }
      const known = one!.equity.time.filter(time => time < changed).length
      expect(two!.equity.value.slice(0, known)).toEqual(one!.equity.value.slice(0, known))
    }),
    { seed: SEED, numRuns: 25 },
  )
}, 60_000)

const spliced = (bars: BarColumns, later: BarColumns, cut: number): BarColumns => {
  const of = (field: keyof BarColumns) =>
    Float64Array.from(bars[field], (value, bar) => (bar < cut ? value : later[field][bar]!))
  return {
    time: bars.time,
    open: of('open'),
    high: of('high'),
    low: of('low'),
    close: of('close'),
    volume: of('volume'),
  }
}
