import { describe, expect, it } from 'vitest'
import { catalogue } from '@/sandbox/catalogue'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { ProgramBuilder } from '@/sandbox/ir/build'
import { robustnessOfBacktest } from '@/server/backtests/robustness'
import { backtest } from '@/server/engine/backtest/backtest'
import { openRule } from '@/server/engine/backtest/rule'
import { type SettingsInput, settingsOf } from '@/server/engine/backtest/settings'
import { findingsOf } from '@/server/engine/bias/findings'
import type { Headline } from '@/server/engine/bias/headline'
import type { VariantId } from '@/server/engine/bias/variant'
import { reportInputOf } from '@/server/engine/report/fromOutcome'
import { factsOf } from '@/server/engine/report/report'
import { statsFrom, statsOf } from '@/server/engine/report/stats'
import { DAY } from '../report/run'

const BARS = sampleBars({ bars: 900, stepMs: DAY, seed: 3 })
const TWO = [
  { symbol: 'AAA', bars: BARS },
  { symbol: 'BBB', bars: sampleBars({ bars: 900, stepMs: DAY, seed: 8 }) },
]

/** Long above its average; with `asks`, it leaves by what its position has gained. */
function programOf(asks: boolean) {
  const build = new ProgramBuilder(catalogue)
  const close = build.source('close')
  const average = build.op('sma', [close], { length: 15 })
  build.output('long', build.op('gt', [close, average]))
  build.output(
    'exitLong',
    asks
      ? build.op('gt', [build.source('barsSinceEntry'), build.constant(6)])
      : build.op('lt', [close, average]),
  )
  return build.finish({ name: 'test', timeframe: '1d' })
}

function tested(given: SettingsInput, { symbols = TWO, asks = false } = {}) {
  const settings = settingsOf(given)
  const program = programOf(asks)
  const open = () => openRule(program, { timeframe: '1d', catalogue, settings })!
  const rule = open()
  const all = symbols.map(({ symbol, bars }) => ({ symbol, bars: { own: bars, others: () => null } }))
  const ran = (other: SettingsInput) => {
    const step = backtest({ rule: open(), symbols: all, settings: settingsOf(other) }).next()
    if (!step.done) throw new Error('a script is due')
    return step.value
  }
  const step = backtest({ rule, symbols: all, settings }).next()
  if (!step.done) throw new Error('a script is due')
  const facts = factsOf({ rule, symbols, settings, backtest: step.value, periodsPerYear: 365, trials: 1 })
  const stages: string[] = []
  const robustness = robustnessOfBacktest({
    rule,
    settings,
    backtest: step.value,
    facts,
    tell: (fraction, stage) => stages.push(`${fraction.toFixed(2)} ${stage}`),
  })
  if (!robustness) throw new Error('something is traded')
  if (!robustness) throw new Error('nothing was traded')
  const of = (id: VariantId) => {
    const found = robustness.variants.find(each => each.id === id)
    if (found?.kind !== 'ran') throw new Error(`${id} was not run`)
    return found
  }
  /** Headline numbers of a run that was asked for with other settings from the start. */
  const statsWith = (other: SettingsInput) =>
    statsOf(
      reportInputOf(ran({ ...given, ...other }).outcome, settingsOf({ ...given, ...other }), {
        barMs: DAY,
        periodsPerYear: 365,
        dayStartMs: 0,
        trials: 1,
        benchmark: null,
      }),
    ).stats
  return { robustness, of, facts, stages, statsWith }
}

const COSTS = { commission: { percent: 0.1 }, slippage: { bps: 2 }, sizing: { equityFraction: 0.4 } }

describe('each variant is the run one would have asked for', () => {
  for (const [name, symbols, asks] of [
    ['one symbol', TWO.slice(0, 1), false],
    ['two symbols that share money', TWO, false],
    ['a rule that looks at its position', TWO.slice(0, 1), true],
  ] as const)
    it(name, () => {
      const { of, facts, statsWith, robustness } = tested(COSTS, { symbols, asks })
      expect(of('costs-1').stats['net-profit']).toBe(statsFrom(facts).stats['net-profit'])
      const twice = statsWith({ commission: { percent: 0.2 }, slippage: { bps: 4 } })
      const free = statsWith({ commission: { percent: 0 }, slippage: { bps: 0 } })
      for (const id of [
        'net-profit',
        'sharpe',
        'sharpe-error',
        'max-drawdown',
        'trades',
        'win-rate',
      ] as const) {
        expect(of('costs-2').stats[id], id).toBe(twice[id])
        expect(of('costs-0').stats[id], id).toBe(free[id])
      }
      expect(of('costs-4').stats['net-profit']).toBeLessThan(of('costs-2').stats['net-profit']!)
      expect(of('without-best').stats.trades).toBe(of('costs-1').stats.trades! - 5)
      const { split } = robustness
      if (split.kind !== 'ran') throw new Error('there is no split')
      expect(split.at).toBe(BARS.time[630])
      expect(split.inSample.stats['net-profit']).toBe(statsWith({ to: split.at - 1 })['net-profit'])
      expect(split.outOfSample.stats['net-profit']).toBe(statsWith({ from: split.at })['net-profit'])
    })
})

it('a rule that looks at its position is heard late, and sees the position it then has', () => {
  const { of } = tested(COSTS, { symbols: TWO.slice(0, 1), asks: true })
  expect(of('one-bar-later').stats['net-profit']).not.toBe(of('costs-1').stats['net-profit'])
  expect(of('one-bar-later').stats.trades).toBeGreaterThan(10)
})

it('tells what it is at, in order', () => {
  expect(tested(COSTS).stages).toEqual([
    '0.00 Without costs',
    '0.17 Costs twice',
    '0.33 Costs four times',
    '0.50 One bar later',
    '0.67 Without the best 5 trades',
    '0.83 In and out of sample',
  ])
})

it('splits where the settings say, or not at all', () => {
  const { split } = tested({ ...COSTS, outOfSample: 0.5 }).robustness
  expect(split).toMatchObject({ kind: 'ran', share: 0.5, at: BARS.time[450] })
  expect(tested({ ...COSTS, outOfSample: 0 }).robustness.split).toEqual({
    kind: 'skipped',
    reason: 'The settings keep nothing out of sample.',
  })
})

describe('what there is no sense in trying is left out, with the reason', () => {
  it('costs of nothing', () => {
    const { robustness, of } = tested({ commission: {} })
    expect(robustness.variants.find(each => each.id === 'costs-2')).toMatchObject({
      kind: 'skipped',
      reason: 'The settings charge nothing, so there is nothing to multiply.',
    })
    expect(of('one-bar-later').kind).toBe('ran')
  })

  it('anything without a trade', () => {
    const { robustness } = tested({ minNotional: 1e9 })
    expect(robustness.variants.map(({ kind }) => kind)).toEqual([
      'skipped',
      'ran',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ])
    expect(robustness.split).toEqual({ kind: 'skipped', reason: 'There is no trade.' })
    expect(robustness.findings).toEqual([])
  })

  it('a run with more bars than are traded again', () => {
    const { robustness } = tested(COSTS, {
      symbols: [{ symbol: 'AAA', bars: sampleBars({ bars: 700_000, stepMs: 60_000 }) }],
      asks: true,
    })
    expect(robustness.split).toMatchObject({
      kind: 'skipped',
      reason: /^700,000 bars are too many .+; of a run like this at most 625,000 are/,
    })
  })
})

describe('the judgement', () => {
  const headline = (profit: number, stats: Partial<Headline['stats']> = {}): Headline => ({
    stats: {
      'net-profit': profit,
      'total-return': profit / 1e4,
      cagr: null,
      sharpe: profit / 1e3,
      'sharpe-error': 0.3,
      'max-drawdown': 0.1,
      'profit-factor': 1.2,
      'win-rate': 0.5,
      trades: 60,
      ...stats,
    },
    undefinedStats: {},
  })
  const said = (
    profits: readonly [free: number, base: number, twice: number, four: number, late: number, rest: number],
    parts: readonly [before: number, after: number] = [700, 300],
  ) => {
    const ids = ['costs-0', 'costs-1', 'costs-2', 'costs-4', 'one-bar-later', 'without-best'] as const
    const [before, after] = parts.map(each => headline(each)) as [Headline, Headline]
    return findingsOf(
      ids.map((id, at) => ({
        id,
        title: id,
        about: '',
        kind: 'ran',
        ...headline(profits[at]!, id === 'without-best' ? { trades: 55 } : {}),
      })),
      {
        kind: 'ran',
        share: 0.7,
        at: Date.UTC(2025, 6, 1),
        inSample: before,
        outOfSample: after,
        kept: { sharpe: parts[0] > 0 ? parts[1] / parts[0] : null } as never,
      },
    ).map(({ verdict, text }) => `${verdict}: ${text}`)
  }

  it('of a sound result', () => {
    expect(said([1100, 1000, 900, 700, 950, 600], [600, 500])).toEqual([
      'holds: Double cost takes 10 % of the profit, four times the cost 30 %.',
      'holds: One bar later 95 % of the profit is still there.',
      'holds: Without its 5 best trades of 60, 60 % of the profit is still there.',
      'holds: Out of sample, from 2025-07-01 on, the Sharpe ratio is 83 % of what it is in sample.',
    ])
  })

  it('of a thin one', () => {
    expect(said([1500, 1000, 500, -400, 350, 100], [600, 200])).toEqual([
      'doubtful: Half of the profit is gone at double cost, and at four times the cost all of it.',
      'doubtful: More than half of the profit is gone when every signal comes one bar later.',
      'doubtful: Almost all of the profit comes from its 5 best trades of 60.',
      'doubtful: More than half of the Sharpe ratio is gone out of sample, from 2025-07-01 on.',
    ])
  })

  it('of one that is none', () => {
    expect(said([1500, 1000, -500, -4000, -30, -200], [600, -200])).toEqual([
      'fails: At double cost nothing is left of the profit.',
      'fails: One bar later nothing is left: the profit hangs on being the first.',
      'fails: Without its 5 best trades of 60 it loses: the result hangs on them.',
      'fails: It gains in sample and loses out of sample, from 2025-07-01 on.',
    ])
  })

  it('of a loss', () => {
    expect(said([100, -100, -300, -700, -90, -500], [-60, -40])).toEqual([
      'fails: The rule earns less than it costs: without costs it would gain.',
      'open: There is no profit that a delay could take.',
      'open: It loses in sample and out of sample, which begins on 2025-07-01.',
    ])
  })
})
