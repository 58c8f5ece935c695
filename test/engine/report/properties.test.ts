import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Facts } from '@/server/engine/report/facts'
import { METRICS } from '@/server/engine/report/metrics/index'
import { medianOf, quantile } from '@/server/engine/report/moments'
import { statsFrom, statsOf } from '@/server/engine/report/stats'
import { VIEWS } from '@/server/engine/report/views/define'
import { statsAs } from '@/server/engine/report/views/index'
import { grown, runOf, tradesOf } from './run'

/** Equity that moves by at most a third a bar, with now and then a bar on which nothing happens. */
const moves = fc.array(
  fc.oneof(fc.constant(0), fc.double({ min: -0.3, max: 0.3, noNaN: true, noDefaultInfinity: true })),
  { minLength: 0, maxLength: 150 },
)
const isShare = (value: number): boolean => value >= 0 && value <= 1

const MONEY = new Set(METRICS.filter(({ unit }) => unit === 'money').map(({ id }) => id))

describe('whatever the run', () => {
  it('twice the money is the same in every ratio and twice in every sum', () => {
    fc.assert(
      fc.property(moves, steps => {
        const equity = grown(steps)
        const trades = tradesOf(equity)
        const one = statsOf(runOf({ equity, trades }))
        const two = statsOf(
          runOf({
            equity: equity.map(value => value * 2),
            // a power of two, so that nothing is rounded differently
            trades: trades.map(trade => ({
              ...trade,
              quantity: 20,
              pnl: trade.pnl! * 2,
              fees: 2,
              risk: 100,
            })),
          }),
        )
        expect(two.undefinedStats).toEqual(one.undefinedStats)
        for (const [id, value] of Object.entries(one.stats))
          expect(two.stats[id], id).toBe(value !== null && MONEY.has(id) ? value * 2 : value)
      }),
      { seed: 20_241, numRuns: 100 },
    )
  })

  it('shares lie between 0 and 1, and sums agree with each other', () => {
    fc.assert(
      fc.property(moves, steps => {
        const equity = grown(steps)
        const { stats: s } = statsOf(runOf({ equity, trades: tradesOf(equity) }))
        for (const id of ['max-drawdown', 'win-rate', 'time-in-market', 'time-under-water', 'positive-days'])
          if (s[id] !== null) expect(s[id], id).toSatisfy(isShare)
        expect(s.wins! + s.losses! + s.draws!).toBe(s.trades)
        if (s['profit-factor'] !== null)
          expect(s['profit-factor']! * -s['gross-loss']!).toBeCloseTo(s['gross-profit']!, 6)
        if (s['win-rate-low'] !== null) {
          expect(s['win-rate-low']).toBeLessThanOrEqual(s['win-rate']! + 1e-12)
          expect(s['win-rate-high']).toBeGreaterThanOrEqual(s['win-rate']! - 1e-12)
        }
        if (s['cvar-95'] !== null) expect(s['cvar-95']).toBeLessThanOrEqual(s['var-95']! + 1e-15)
        if (s['average-drawdown'] !== null)
          expect(s['average-drawdown']).toBeLessThanOrEqual(s['max-drawdown']! + 1e-15)
        if (typeof s.sharpe === 'number' && typeof s.sortino === 'number')
          expect(Math.sign(s.sharpe)).toBe(Math.sign(s.sortino))
      }),
      { seed: 20_242, numRuns: 200 },
    )
  })

  it('the other way round every trade and every day turns its sign', () => {
    fc.assert(
      fc.property(moves, steps => {
        const there = grown(steps)
        const back = grown(steps.map(step => -step))
        const a = statsOf(runOf({ equity: there, trades: tradesOf(there) })).stats
        const turned = tradesOf(there).map(trade => ({ ...trade, pnl: -trade.pnl!, fees: 0 }))
        const b = statsOf(runOf({ equity: back, trades: turned })).stats
        expect(b.wins).toBe(a.losses)
        expect(b['gross-profit']! + a['gross-loss']!).toBe(0)
        expect(b['max-wins-in-a-row']).toBe(a['max-losses-in-a-row'])
        if (a.volatility !== null) expect(b.volatility).toBeCloseTo(a.volatility!, 9)
        if (a.sharpe !== null && b.sharpe !== null) expect(b.sharpe).toBeCloseTo(-a.sharpe!, 6)
      }),
      { seed: 20_243, numRuns: 100 },
    )
  })

  it('the order in which trades are told changes nothing', () => {
    fc.assert(
      fc.property(moves, steps => {
        const equity = grown(steps)
        const trades = tradesOf(equity)
        const told = statsOf(runOf({ equity, trades }))
        expect(statsOf(runOf({ equity, trades: trades.toReversed() }))).toEqual(told)
      }),
      { seed: 20_244, numRuns: 50 },
    )
  })

  it('no metric, in no view, is anything but a number or a reason', () => {
    fc.assert(
      fc.property(moves, fc.boolean(), (steps, isShort) => {
        const equity = grown(steps.slice(0, isShort ? 4 : 150))
        const close = Float64Array.from(grown(steps.toReversed(), 50)).subarray(0, equity.length)
        const facts = new Facts(
          runOf({
            equity,
            trades: tradesOf(equity),
            benchmark: { title: 'T', close, firstBar: 0, feeRate: 0 },
            settings: { trials: 5, riskFreeRate: 0.02 },
          }),
        )
        for (const value of Object.values(statsFrom(facts).stats))
          if (value !== null) expect(value).toSatisfy(Number.isFinite)
        for (const view of VIEWS)
          for (const [id, value] of Object.entries(statsAs(view, facts).stats))
            if (value !== null) expect(value, `${id} as ${view}`).toSatisfy(Number.isFinite)
      }),
      { seed: 20_245, numRuns: 150 },
    )
  })

  it('the median found without sorting is the one found by sorting', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 60 }), list => {
        const values = Float64Array.from(list)
        expect(medianOf(values)).toBe(quantile(values.slice().sort(), 0.5))
      }),
      { seed: 20_246, numRuns: 300 },
    )
  })
})

describe('corrupt equity', () => {
  it('is refused, not averaged', () => {
    expect(() => statsOf(runOf({ equity: [100, NaN, 100] }))).toThrow('bar 1')
    expect(() => statsOf(runOf({ equity: [100, Infinity] }))).toThrow('bar 1')
    expect(() => statsOf(runOf({ equity: [100, 101], time: [5, 5] }))).toThrow('bar 1')
    expect(() => statsOf(runOf({ equity: [100], startEquity: 0 }))).toThrow('capital above zero')
  })
})
