import { expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { ProgramBuilder } from '@/sandbox/ir/build'
import { backtest } from '@/server/engine/backtest/backtest'
import { openRule } from '@/server/engine/backtest/rule'
import { type SettingsInput, settingsOf } from '@/server/engine/backtest/settings'
import { reportOf } from '@/server/engine/report/report'
import { wildBars } from '@/test/engine/backtest/market'

const dips = (() => {
  const b = new ProgramBuilder(catalogue)
  b.output('filter', b.op('lt', [b.op('roc', [b.source('close')], { length: 5 }), b.constant(-3)]))
  return b.finish({ name: 'Dips', timeframe: null })
})()

const report = (count: number, given: SettingsInput = {}) => {
  const symbols = ['A', 'B', 'C']
    .slice(0, count)
    .map((symbol, n) => ({ symbol, bars: wildBars(300, 70 + n) }))
  const settings = settingsOf({ mode: 'events', ...given })
  const rule = openRule(dips, { timeframe: '1d', catalogue, settings })
  if (!rule) throw new Error('It has a filter.')
  const work = backtest({
    rule,
    settings,
    symbols: symbols.map(({ symbol, bars }) => ({ symbol, bars: { own: bars, others: () => null } })),
  })
  const { done, value } = work.next()
  if (!done) throw new Error('It has no script.')
  return reportOf({ rule, symbols, settings, backtest: value, periodsPerYear: 365, trials: 1 })
}

test('a filter is studied where it begins to hold, once it is warm', () => {
  for (const count of [1, 3]) {
    const { events, period, trades, facts } = report(count)
    expect(events?.instances).toBeGreaterThan(10)
    expect(events?.occurrences.length).toBe(events?.instances)
    expect(events?.occurrences.every(({ bar }) => bar >= 5)).toBe(true)
    expect(facts.firstTradableBar).toBe(5)
    expect(period).toMatchObject({ bars: 300, from: Date.UTC(2024, 0, 1) })
    expect(trades).toEqual([])
  }
})

test('no account is opened: every metric is null and says why', () => {
  const { stats, undefinedStats, equity } = report(1)
  expect(new Set(Object.values(stats))).toEqual(new Set([null]))
  expect(new Set(Object.values(undefinedStats))).toEqual(new Set(['nothing was traded']))
  expect(Object.keys(stats)).toEqual(Object.keys(undefinedStats))
  expect(equity).toEqual({ time: [], value: [] })
})

test('it says what an instance is, and what its numbers leave out', () => {
  const { assumptions } = report(3, { events: { horizons: [10], streaks: 'every' } })
  expect(assumptions.map(({ id }) => id)).toEqual([
    'event-instances',
    'event-returns',
    'event-costs',
    'event-baseline',
    'event-missing',
    'event-overlap',
    'warm-up',
  ])
  expect(assumptions[2]?.text).toBe(
    'Costs are not in the returns: going in and out would take 0.2 % of the price.',
  )
})
