import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { basisOf } from '@/server/engine/report/basis'
import { Facts } from '@/server/engine/report/facts'
import { thinned } from '@/server/engine/report/series/curve'
import { histogramOf } from '@/server/engine/report/series/histogram'
import { monthTable } from '@/server/engine/report/series/months'
import { pageSeries } from '@/server/engine/report/series/pageSeries'
import { rollingSharpe } from '@/server/engine/report/series/rollingSharpe'
import { statsFrom } from '@/server/engine/report/stats'
import { DAY, runOf, START, tradesOf, walk } from './run'

const factsOf = (given: Parameters<typeof runOf>[0]) => new Facts(runOf(given))
const WALK = walk(800)
const ordinary = factsOf({ equity: WALK, trades: tradesOf(WALK) })

describe('the month table', () => {
  it('multiplies up to the year, and the years to the total', () => {
    const rows = monthTable(ordinary)
    expect(rows.map(({ year }) => year)).toEqual([2024, 2025, 2026])
    for (const { months, total } of rows) {
      const product = months.reduce<number>((sofar, month) => sofar * (1 + (month ?? 0)), 1)
      expect(product - 1).toBeCloseTo(total, 10)
    }
    const all = rows.reduce((sofar, { total }) => sofar * (1 + total), 1)
    expect(all).toBeCloseTo(WALK.at(-1)! / WALK[0]!, 10)
  })

  it('leaves months empty that the run does not reach', () => {
    const [row] = monthTable(factsOf({ equity: [100, 110] }))
    expect(row?.months).toEqual([expect.closeTo(0.1, 12), ...new Array(11).fill(null)])
  })

  it('agrees with the metrics on the best and the worst month', () => {
    const months = monthTable(ordinary).flatMap(({ months: row }) => row.filter(month => month !== null))
    const { stats } = statsFrom(ordinary)
    expect(Math.max(...months)).toBeCloseTo(stats['best-month']!, 12)
    expect(Math.min(...months)).toBeCloseTo(stats['worst-month']!, 12)
  })
})

describe('the rolling Sharpe ratio', () => {
  it('ends with the ratio of the last days alone', () => {
    const { time, value } = rollingSharpe(ordinary, 90)
    const last = factsOf({ equity: WALK.slice(-91) })
    expect(value.at(-1)).toBeCloseTo(statsFrom(last).stats.sharpe!, 8)
    expect(time.at(-1)).toBe(ordinary.grid.time.at(-1))
    expect(time.length).toBe(value.length)
  })

  it('is empty for runs shorter than its window, and missing where nothing moved', () => {
    expect(rollingSharpe(factsOf({ equity: WALK.slice(0, 50) })).value.length).toBe(0)
    const flat = rollingSharpe(factsOf({ equity: new Array<number>(100).fill(5) }))
    expect(flat.value.every(Number.isNaN)).toBe(true)
    expect(flat.time.length).toBe(flat.value.length)
  })
})

describe('the histogram', () => {
  it('counts every value once, between its edges, and never a gain with a loss', () => {
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(values, list => {
        const { edges, counts } = histogramOf(Float64Array.from(list))
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(list.length)
        expect(edges.length).toBe(counts.length + 1)
        for (const [bar] of counts.entries()) expect(edges[bar]! < 0 && edges[bar + 1]! > 0).toBe(false)
        expect(counts.length).toBeLessThanOrEqual(62)
      }),
      { seed: 20_247, numRuns: 200 },
    )
  })

  it('is empty without trades and has one bar where all are alike', () => {
    expect(histogramOf(new Float64Array(0)).counts).toEqual([])
    expect(histogramOf(Float64Array.of(0.5, 0.5, 0.5)).counts).toEqual([3])
    expect(histogramOf(Float64Array.of(0, 0)).counts).toEqual([2])
  })
})

describe('a thinned curve', () => {
  it('keeps its ends, its lowest and its highest point', () => {
    const value = Float64Array.from(walk(10_000))
    const time = Float64Array.from(value, (_, at) => at)
    const thin = thinned({ time, value }, 400)
    expect(thin.time.length).toBeLessThanOrEqual(400)
    expect(Math.min(...thin.value)).toBe(Math.min(...value))
    expect(Math.max(...thin.value)).toBe(Math.max(...value))
    expect([thin.time[0], thin.time.at(-1)]).toEqual([0, 9_999])
    for (let at = 1; at < thin.time.length; at++) expect(thin.time[at]).toBeGreaterThan(thin.time[at - 1]!)
  })

  it('stays whole where it is short', () => {
    const curve = { time: Float64Array.of(1, 2), value: Float64Array.of(3, 4) }
    expect(thinned(curve, 2)).toEqual(curve)
  })
})

describe('the page', () => {
  it('groups trades so that nothing is lost', () => {
    const trades = tradesOf(WALK).map((trade, at) => ({ ...trade, symbol: `S${at % 3}` }))
    const page = pageSeries(factsOf({ equity: WALK, trades }))
    for (const groups of [page.symbols, page.exitReasons, page.sides, page.weekdays, page.hours]) {
      expect(groups.reduce((sum, group) => sum + group.trades, 0)).toBe(trades.length)
      expect(groups.reduce((sum, group) => sum + group.pnl, 0)).toBeCloseTo(WALK.at(-5)! - WALK[0]!, 6)
    }
    expect(page.symbols.map(({ key }) => key).sort()).toEqual(['S0', 'S1', 'S2'])
    expect(page.excursions.result.length).toBe(trades.length)
  })

  it('names weekdays and hours of the entry in UTC', () => {
    const entryTime = Date.UTC(2026, 10, 21, 17, 59)
    const { weekdays, hours } = pageSeries(factsOf({ equity: [1, 2], trades: [{ entryTime }] }))
    expect([weekdays[0]?.key, hours[0]?.key]).toEqual(['Saturday', '17:00'])
  })

  it('draws the drawdown that the metrics name', () => {
    const page = pageSeries(ordinary)
    const { stats } = statsFrom(ordinary)
    expect(Math.max(...page.drawdown.value)).toBe(stats['max-drawdown'])
    expect(page.drawdowns[0]?.depth).toBe(stats['max-drawdown'])
    expect(page.drawdowns[0]?.valley).toBe(stats['max-drawdown-valley'])
  })

  it('holds cash through the warm-up, then the benchmark', () => {
    const close = Float64Array.of(50, NaN, 100, NaN, 120)
    const facts = factsOf({
      equity: [1000, 1000, 1000, 1000, 1000],
      benchmark: { title: 'T', close, firstBar: 1, feeRate: 0.1 },
    })
    expect([...pageSeries(facts).benchmark!.value]).toEqual([1000, 1000, 900, 900, 1080])
    expect(statsFrom(facts).stats['buy-and-hold-return']).toBeCloseTo(0.08, 12)
  })

  it('of an empty run is empty', () => {
    const page = pageSeries(factsOf({ equity: [] }))
    expect(page.equity.time.length).toBe(0)
    expect(page.months).toEqual([])
    expect(page.symbols).toEqual([])
  })
})

describe('what the numbers rest on', () => {
  it('is printed with them', () => {
    expect(basisOf(factsOf({ equity: [1, 2, 3], time: [START, START + DAY, START + 3 * DAY] }))).toEqual({
      bars: 3,
      from: START,
      to: START + 4 * DAY,
      days: 3,
      emptyDays: 1,
      periodsPerYear: 365,
      riskFreeRate: 0,
      trials: 1,
      degreesOfFreedom: 1,
      sharpeSample: { ratio: 1, count: 3, skew: 0, kurtosis: 1.5 },
    })
    expect(basisOf(factsOf({ equity: [] }))).toMatchObject({ from: null, sharpeSample: null })
  })
})
