import { describe, expect, it } from 'vitest'
import { Facts } from '@/server/engine/report/facts'
import type { ReportInput } from '@/server/engine/report/input'
import { METRICS } from '@/server/engine/report/metrics/index'
import { REASONS } from '@/server/engine/report/reasons'
import { statsOf } from '@/server/engine/report/stats'
import { openTradeOf, runOf, tradesOf, walk } from './run'

const WALK = walk(400)
const NOTHING = Float64Array.of()

const ORDINARY = runOf({
  equity: WALK,
  trades: tradesOf(WALK),
  openTrades: [openTradeOf({ entryBar: 398, pnl: 12 })],
  settings: { trials: 20 },
  worstEquity: Float64Array.from(WALK, value => value * 0.99),
  exposure: {
    gross: Float64Array.from(WALK, value => value * 0.8),
    net: Float64Array.from(WALK, value => value * 0.5),
  },
  benchmark: { title: 'TEST', close: Float64Array.from(walk(400, 11)), firstBar: 20, feeRate: 0.001 },
  fundingPaid: 3,
  run: {
    slippagePaid: 5,
    denied: 1,
    rejected: 2,
    marginCalls: 0,
    touchedFills: 3,
    gapFills: 4,
    ambiguousBars: 1,
  },
})

const RUNS: Readonly<Record<string, ReportInput>> = {
  ordinary: ORDINARY,
  'empty file': runOf({ equity: [] }),
  'one bar': runOf({
    equity: [10_000],
    benchmark: { title: 'T', close: Float64Array.of(5), firstBar: 0, feeRate: 0 },
  }),
  'two bars': runOf({ equity: [10_000, 10_100], trades: [{ pnl: 100 }] }),
  'no trades': runOf({ equity: new Array<number>(100).fill(10_000) }),
  'no losses': runOf({
    equity: Array.from({ length: 200 }, (_, bar) => 10_000 * 1.001 ** bar),
    trades: [{ pnl: 10 }, { pnl: 10, entryBar: 3 }],
  }),
  'no wins': runOf({
    equity: Array.from({ length: 200 }, (_, bar) => 10_000 * 0.999 ** bar),
    trades: [{ pnl: -10 }, { pnl: -10, entryBar: 3 }],
  }),
  'flat benchmark': runOf({
    equity: WALK,
    benchmark: { title: 'T', close: new Float64Array(400).fill(5), firstBar: 0, feeRate: 0 },
  }),
  'benchmark without prices': runOf({
    equity: WALK,
    benchmark: { title: 'T', close: new Float64Array(400).fill(NaN), firstBar: 0, feeRate: 0 },
  }),
  'all lost': runOf({ equity: [10_000, 5_000, 0, 0, 0], trades: [{ pnl: -10_000 }] }),
  'in debt': runOf({ equity: [10_000, 5_000, -200, -200, 100], trades: [{ pnl: -10_200 }] }),
  'a trade within one bar': runOf({
    equity: [10_000, 10_010, 10_010],
    trades: [{ pnl: 10, entryBar: 1, exitBar: 1 }],
  }),
  'all of it warm-up': runOf({
    equity: WALK,
    benchmark: { title: 'T', close: NOTHING, firstBar: 400, feeRate: 0 },
  }),
  'weekly bars': runOf({ equity: WALK, barMs: 7 * 86_400_000 }),
}

describe('the registry of metrics', () => {
  const measured = Object.entries(RUNS).map(([name, run]) => ({ name, ...statsOf(run) }))

  for (const { id } of METRICS)
    it(`${id} is a number or has a reason, whatever the run`, () => {
      for (const { name, stats, undefinedStats } of measured) {
        const value = stats[id]
        if (value !== null) expect(value, name).toSatisfy(Number.isFinite)
        const reason = undefinedStats[id]
        expect(reason === undefined, name).toBe(value !== null)
        if (reason) expect(REASONS, name).toContain(reason)
        // that one is for what nobody thought of
        expect(reason, name).not.toBe('not a finite number')
      }
    })

  it('an ordinary run gives every number but those of a longer history', () => {
    expect(statsOf(ORDINARY).undefinedStats).toEqual({
      'return-3y': 'history too short',
      'return-5y': 'history too short',
    })
  })

  it('ids are kebab-case and there is one entry for each', () => {
    expect(new Set(METRICS.map(({ id }) => id)).size).toBe(METRICS.length)
    for (const { id } of METRICS) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  })

  it('every entry says what it is and how it is computed', () => {
    for (const { title, formula, version } of METRICS) {
      expect(title).toMatch(/^[A-Z]/)
      expect(formula.length).toBeGreaterThan(2)
      expect(version).toBeGreaterThanOrEqual(1)
    }
  })

  it('every unmet need is a reason', () => {
    const empty = new Facts(runOf({ equity: [] }))
    for (const { needs } of METRICS)
      for (const need of needs) expect([null, ...REASONS]).toContain(need.missing(empty))
  })
})
