import { expect, test } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { ProgramBuilder } from '@/sandbox/ir/build'
import type { Program } from '@/sandbox/ir/program'
import { backtest } from '@/server/engine/backtest/backtest'
import { openRule } from '@/server/engine/backtest/rule'
import { type SettingsInput, settingsOf } from '@/server/engine/backtest/settings'
import { reportOf } from '@/server/engine/report/report'
import { wildBars } from '@/test/engine/backtest/market'

const strength = (filtered: boolean): Program => {
  const b = new ProgramBuilder(catalogue)
  const close = b.source('close')
  const roc = b.op('roc', [close], { length: 5 })
  b.output('score', roc)
  if (filtered) b.output('filter', b.op('gt', [roc, b.constant(0)]))
  return b.finish({ name: 'Strength', timeframe: null })
}

const symbols = ['A', 'B', 'C', 'D'].map((symbol, n) => ({ symbol, bars: wildBars(80, 40 + n) }))

const report = (program: Program, given: SettingsInput) => {
  const settings = settingsOf({ mode: 'rank', ...given })
  const rule = openRule(program, { timeframe: '1d', catalogue, settings })
  if (!rule) throw new Error('It has a score.')
  const work = backtest({
    rule,
    settings,
    symbols: symbols.map(({ symbol, bars }) => ({ symbol, bars: { own: bars, others: () => null } })),
  })
  const { done, value } = work.next()
  if (!done) throw new Error('It has no script.')
  return reportOf({ rule, symbols, settings, backtest: value, periodsPerYear: 365, trials: 1 })
}

test('a program is ranked by its score, from the bar on which it has one', () => {
  const { rank, trades, stats, equity, settings, facts } = report(strength(false), {
    rank: { top: 2, every: 10 },
  })
  expect(settings.mode).toBe('rank')
  expect(facts.firstTradableBar).toBe(5)
  expect(rank?.rebalances.map(({ bar }) => bar)).toEqual([5, 15, 25, 35, 45, 55, 65, 75])
  // the four returns over five bars, read off the bars
  for (const { bar, holdings } of rank?.rebalances ?? []) {
    const strong = symbols
      .map(({ symbol, bars: { close } }) => ({ symbol, score: close[bar]! / close[bar - 5]! }))
      .sort((a, b) => b.score - a.score)
      .slice(0, 2)
    expect(holdings.map(({ symbol }) => symbol)).toEqual(strong.map(({ symbol }) => symbol))
  }
  expect(trades.length).toBeGreaterThan(5)
  expect(stats['net-profit']).toBeCloseTo((equity.value.at(-1) ?? 0) - 10_000, 6)
})

test('its filter says who may be held', () => {
  const { rank, assumptions } = report(strength(true), { rank: { top: 4, every: 5 } })
  for (const { bar, ranked } of rank?.rebalances ?? [])
    expect(ranked).toBe(symbols.filter(({ bars: { close } }) => close[bar]! > close[bar - 5]!).length)
  expect(assumptions.map(({ id }) => id)).toEqual([
    'rank',
    'rank-fills',
    'weights',
    'rank-listing',
    'costs',
    'warm-up',
    'end',
  ])
  expect(assumptions[0]?.text).toBe(
    'Every 5 bars symbols are ranked by score at the close; the best 4 are held. Equal scores go by symbol, and only what the filter lets through is ranked.',
  )
})

test('a program without a score can not be ranked', () => {
  const b = new ProgramBuilder(catalogue)
  b.output('filter', b.op('gt', [b.source('close'), b.constant(1)]))
  const program = b.finish({ name: 'Above 1', timeframe: null })
  const settings = settingsOf({ mode: 'rank' })
  expect(openRule(program, { timeframe: '1d', catalogue, settings })).toBeNull()
  expect(openRule(strength(false), { timeframe: '1d', catalogue, settings: settingsOf({}) })).toBeNull()
})
