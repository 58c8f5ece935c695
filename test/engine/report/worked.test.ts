import { describe, expect, it } from 'vitest'
import { Facts } from '@/server/engine/report/facts'
import { normalBelow, normalQuantile } from '@/server/engine/report/normal'
import { luckSharpe } from '@/server/engine/report/sharpe'
import { statsFrom, statsOf } from '@/server/engine/report/stats'
import type { View } from '@/server/engine/report/views/define'
import { statsAs } from '@/server/engine/report/views/index'
import { DAY, grown, openTradeOf, runOf, START } from './run'

// 100 → 110 → 99 → 108.9: returns of 10 %, −10 %, 10 %
const FOUR_DAYS = runOf({ equity: [100, 110, 99, 108.9] })
const RETURNS = [0.1, -0.1, 0.1]
const MEAN = 0.1 / 3
const SIGMA = Math.sqrt(RETURNS.reduce((sum, r) => sum + (r - MEAN) ** 2, 0) / 2)

describe('worked by hand: equity of four days', () => {
  const { stats, undefinedStats } = statsOf(FOUR_DAYS)
  const near = (id: string, value: number) =>
    it(`${id} is ${value}`, () => {
      expect(stats[id]).toBeCloseTo(value, 10)
    })

  near('net-profit', 8.9)
  near('total-return', 0.089)
  near('peak-equity', 110)
  near('min-equity', 99)
  near('max-drawdown', 0.1)
  near('max-drawdown-money', 11)
  near('max-drawdown-peak', START + 2 * DAY)
  near('max-drawdown-valley', START + 3 * DAY)
  near('max-drawdown-duration', 2 * DAY)
  near('time-under-water', 0.5)
  near('current-drawdown', 0.01)
  near('drawdowns', 1)
  near('best-day', 0.1)
  near('worst-day', -0.1)
  near('positive-days', 2 / 3)
  near('expected-day', 1.089 ** (1 / 3) - 1)
  near('volatility', SIGMA * Math.sqrt(365))
  near('sharpe', (MEAN / SIGMA) * Math.sqrt(365))
  near('sharpe-error', Math.sqrt((1 + (MEAN / SIGMA) ** 2 / 2) / 3) * Math.sqrt(365))
  near('downside-deviation', Math.sqrt(0.01 / 3) * Math.sqrt(365))
  near('sortino', (MEAN / Math.sqrt(0.01 / 3)) * Math.sqrt(365))
  near('omega', 2)
  near('gain-to-pain', 1)
  near('ulcer-index', Math.sqrt((0.1 ** 2 + 0.01 ** 2) / 3))
  near('recovery-factor', 8.9 / 11)
  // two of +a and one of −2a around the mean: third moment over σ³ is −1/√2, adjusted for three values −√3
  near('skew', -Math.sqrt(3))
  near('var-95-normal', MEAN + SIGMA * normalQuantile(0.05))

  it('says that growth over three days is not growth over a year', () => {
    expect(undefinedStats.cagr).toBe('less than a quarter of a year')
    expect(undefinedStats['annual-return']).toBe('less than a quarter of a year')
    expect(undefinedStats['max-drawdown-recovery']).toBe('not recovered')
    expect(undefinedStats['win-rate']).toBe('no trades')
    expect(undefinedStats['luck-sharpe']).toBe('one trial')
  })
})

describe('worked by hand: five trades', () => {
  const { stats, undefinedStats } = statsOf(
    runOf({
      equity: [1000, 1100, 1050, 1050, 1030, 1090, 1095],
      trades: [
        { entryBar: 0, exitBar: 1, pnl: 100, fees: 2, mae: -10, mfe: 150, risk: 50 },
        { entryBar: 1, exitBar: 2, pnl: -50, fees: 2, mae: -60, mfe: 5, risk: 50, side: 'short' },
        { entryBar: 2, exitBar: 3, pnl: 0, fees: 2, mae: 0, mfe: 10, risk: 50 },
        { entryBar: 3, exitBar: 4, pnl: -20, fees: 2, mae: -25, mfe: 3, risk: 50, exitReason: 'margin' },
        { entryBar: 4, exitBar: 6, pnl: 60, fees: 2, mae: -1, mfe: 70, risk: 50, ambiguous: true },
      ],
      openTrades: [openTradeOf({ entryBar: 6, pnl: 5, fees: 1 })],
    }),
  )
  const expected: Readonly<Record<string, number>> = {
    trades: 5,
    'long-trades': 4,
    'short-trades': 1,
    'open-trades': 1,
    'open-profit': 5,
    wins: 2,
    losses: 2,
    draws: 1,
    'forced-exits': 1,
    'win-rate': 0.4,
    'loss-rate': 0.4,
    // Wilson, 2 of 5
    'win-rate-low': 0.117621,
    'win-rate-high': 0.769276,
    'long-win-rate': 0.5,
    'short-win-rate': 0,
    'long-profit': 140,
    'short-profit': -50,
    'gross-profit': 160,
    'gross-loss': -70,
    'profit-factor': 160 / 70,
    'profit-factor-percent': 160 / 70,
    'profit-factor-without-best-percent': 60 / 70,
    'profit-share-of-best-5': 1,
    expectancy: 18,
    'expectancy-percent': 0.018,
    'expectancy-r': 18 / 50,
    'median-trade': 0,
    'average-win': 80,
    'average-loss': -35,
    'payoff-ratio': 80 / 35,
    'largest-win': 100,
    'largest-loss': -50,
    'best-trade': 0.1,
    'worst-trade': -0.05,
    kelly: 0.4 - 0.6 / (80 / 35),
    'sqn-money': (Math.sqrt(5) * 18) / Math.sqrt((82 ** 2 + 68 ** 2 + 18 ** 2 + 38 ** 2 + 42 ** 2) / 4),
    sqn: (Math.sqrt(5) * 18) / Math.sqrt((82 ** 2 + 68 ** 2 + 18 ** 2 + 38 ** 2 + 42 ** 2) / 4),
    'max-wins-in-a-row': 1,
    'max-losses-in-a-row': 1,
    'current-streak': 1,
    'worst-losing-streak': -50,
    'max-drawdown-closed': 70 / 1100,
    'average-bars': 6 / 5,
    'average-duration': (6 / 5) * DAY,
    'median-duration': DAY,
    'max-duration': 2 * DAY,
    'average-win-duration': 1.5 * DAY,
    'average-loss-duration': DAY,
    'average-mae': -96 / 5,
    'worst-mae': -60,
    'average-mfe': 238 / 5,
    'best-mfe': 150,
    'edge-given-back': (238 - 100) / 5,
    'edge-captured': 100 / 238,
    'entry-efficiency': (150 / 160 + 5 / 65 + 10 / 10 + 3 / 28 + 70 / 71) / 5,
    'exit-efficiency': (112 / 160 + 12 / 65 + 2 / 10 + 7 / 28 + 63 / 71) / 5,
    'total-fees': 11,
    'average-fees': 2,
    'fees-of-gross-profit': 10 / 160,
    'break-even-cost': 0.02,
    'ambiguous-trades': 1,
    'time-in-market': 1,
    'max-positions': 1,
    'average-positions': 1,
  }
  for (const [id, value] of Object.entries(expected))
    it(`${id} is ${value}`, () => {
      expect(stats[id]).toBeCloseTo(value, 5)
    })

  it('five trades without the best five are none', () => {
    expect(undefinedStats['profit-factor-without-best-5']).toBe('fewer than 6 trades')
  })
})

describe('days', () => {
  const HOUR = DAY / 24
  it('the last bar of each day counts, and the first day counts from the start', () => {
    const { stats } = statsOf(
      runOf({
        equity: [100, 150, 200, 150, 300],
        time: [START, START + HOUR, START + 23 * HOUR, START + DAY, START + DAY + 5 * HOUR],
        barMs: HOUR,
      }),
    )
    expect(stats['best-day']).toBeCloseTo(1, 12)
    expect(stats['worst-day']).toBeCloseTo(0.5, 12)
  })

  it('a market round the clock is flat on days without bars; a market with sessions has no such days', () => {
    const gap = { equity: [100, 110, 121], time: [START, START + DAY, START + 4 * DAY] }
    const everyDay = new Facts(runOf({ ...gap, settings: { periodsPerYear: 365 } }))
    const sessions = new Facts(runOf({ ...gap, settings: { periodsPerYear: 252 } }))
    expect([...everyDay.returns].map(value => Number(value.toFixed(9)))).toEqual([0.1, 0, 0, 0.1])
    expect(everyDay.grid.emptyDays).toBe(2)
    expect([...sessions.returns].map(value => Number(value.toFixed(9)))).toEqual([0.1, 0.1])
  })

  it('weekends tell whether a market ever closes', () => {
    const weekdays = Array.from({ length: 40 }, (_, day) => START + day * DAY).filter(
      time => ![0, 6].includes(new Date(time).getUTCDay()),
    )
    const flat = (time: number[]) =>
      new Facts(runOf({ equity: time.map(() => 100), time, settings: { periodsPerYear: null } }))
    expect(flat(weekdays).periodsPerYear).toBe(252)
    expect(flat(Array.from({ length: 40 }, (_, day) => START + day * DAY)).periodsPerYear).toBe(365)
  })

  it('bars of a week are annualised by weeks', () => {
    const facts = new Facts(runOf({ equity: [100, 110, 105], barMs: 7 * DAY }))
    expect(facts.periodsPerYear).toBe(52)
    expect(facts.returns.length).toBe(2)
  })

  it('a day may begin in the evening before', () => {
    const facts = new Facts(
      runOf({
        equity: [100, 101, 102, 103],
        time: [0, 21, 22, 30].map(hour => START + hour * HOUR),
        barMs: HOUR,
        settings: { dayStartMs: 22 * HOUR },
      }),
    )
    expect([...facts.days]).toEqual([101, 103])
  })

  it('the best ten days may have been all of it', () => {
    const equity = grown(Array.from({ length: 40 }, (_, day) => (day % 4 === 0 ? 0.1 : -0.01)))
    const { stats, undefinedStats } = statsOf(runOf({ equity }))
    expect(stats['total-return']).toBeCloseTo(1.1 ** 10 * 0.99 ** 30 - 1, 10)
    expect(stats['return-without-best-days']).toBeCloseTo(0.99 ** 30 - 1, 10)
    expect(undefinedStats).not.toHaveProperty('return-without-best-days')
    expect(statsOf(FOUR_DAYS).undefinedStats['return-without-best-days']).toBe('fewer than 11 days')
  })

  it('trailing returns and months go by the calendar', () => {
    const equity = Array.from({ length: 430 }, (_, day) => 1000 + day)
    const { stats } = statsOf(runOf({ equity }))
    // day 429 is 5 March 2025; 5 March 2024 ended on day 64, February on day 424, the year on day 365
    expect(stats['return-1y']).toBeCloseTo(1429 / 1064 - 1, 12)
    expect(stats['return-mtd']).toBeCloseTo(1429 / 1424 - 1, 12)
    expect(stats['return-ytd']).toBeCloseTo(1429 / 1365 - 1, 12)
    expect(stats['best-year']).toBeCloseTo(0.365, 12)
    expect(stats['average-up-month']).toBeGreaterThan(0)
  })
})

describe('benchmark', () => {
  it('is bought on the first bar after warm-up, with fees once', () => {
    const close = Float64Array.of(50, 100, 110, 120, 132)
    const run = runOf({
      equity: [1000, 1000, 1100, 1210, 1331],
      benchmark: { title: 'T', close, firstBar: 1, feeRate: 0.01 },
    })
    const { stats } = statsOf(run)
    expect(stats['buy-and-hold-return']).toBeCloseTo(1.32 * 0.99 - 1, 12)
    expect(stats['excess-return']).toBeCloseTo(0.331 - (1.32 * 0.99 - 1), 12)
  })

  it('a strategy that is twice the benchmark has a beta of 2 and all of its movement', () => {
    const moves = [0.01, -0.02, 0.03, 0.01, -0.01, 0.02]
    const grow = (scale: number) =>
      grown(
        moves.map(move => scale * move),
        100,
      )
    const { stats } = statsOf(
      runOf({
        equity: grow(2),
        benchmark: { title: 'T', close: Float64Array.from(grow(1)), firstBar: 0, feeRate: 0 },
      }),
    )
    expect(stats.beta).toBeCloseTo(2, 10)
    expect(stats.correlation).toBeCloseTo(1, 10)
    expect(stats['up-capture']).toBeCloseTo(2, 10)
    expect(stats['down-capture']).toBeCloseTo(2, 10)
  })
})

describe('luck', () => {
  it('the best of worthless variants grows with their number as tables say', () => {
    // the expected best annual ratio after one year
    expect(luckSharpe(10, 1)).toBeCloseTo(1.57, 2)
    expect(luckSharpe(100, 1)).toBeCloseTo(2.53, 2)
    expect(luckSharpe(1000, 1)).toBeCloseTo(3.26, 2)
    expect(luckSharpe(1, 1)).toBe(0)
  })

  it('the normal distribution agrees with its tables, and its quantile undoes it', () => {
    expect(normalBelow(0)).toBeCloseTo(0.5, 15)
    expect(normalBelow(1.959963984540054)).toBeCloseTo(0.975, 14)
    expect(normalBelow(-3)).toBeCloseTo(0.0013498980316300933, 16)
    expect(normalBelow(-8) / 6.22096057427178e-16).toBeCloseTo(1, 5)
    expect(normalQuantile(0.95)).toBeCloseTo(1.6448536269514722, 13)
    for (const share of [1e-9, 0.001, 0.02, 0.3, 0.5, 0.9, 0.9999])
      expect(normalBelow(normalQuantile(share)) / share).toBeCloseTo(1, 12)
  })

  it('more trials leave less confidence in the same result', () => {
    const equity = Array.from(
      { length: 200 },
      (_, day) => 1000 * 1.001 ** day * (1 + 0.01 * Math.sin(day * 7)),
    )
    const after = (trials: number) =>
      statsOf(runOf({ equity, settings: { trials } })).stats['deflated-sharpe']!
    expect(after(1)).toBe(statsOf(runOf({ equity })).stats['probabilistic-sharpe'])
    expect(after(10)).toBeLessThan(after(1))
    expect(after(1000)).toBeLessThan(after(10))
  })
})

describe('the same run as other programs print it', () => {
  const equity = Array.from({ length: 120 }, (_, day) => 1000 + day * 3 + 40 * Math.sin(day))
  const facts = new Facts(runOf({ equity, trades: [{ pnl: 30 }, { pnl: -10, quantity: 1 }] }))
  const ours = statsFrom(facts).stats
  const seen = (view: View, id: string) => statsAs(view, facts).stats[id]

  it('quantstats annualises by 252 whatever the market', () => {
    expect(seen('quantstats', 'sharpe')).toBeCloseTo(ours.sharpe! * Math.sqrt(252 / 365), 10)
  })

  it('TradingView averages months against 2 % a year', () => {
    const months = [...facts.monthReturns]
    const mean = months.reduce((sum, value) => sum + value, 0) / months.length
    const sigma = Math.sqrt(months.reduce((sum, value) => sum + (value - mean) ** 2, 0) / months.length)
    expect(months.length).toBe(4)
    expect(seen('tradingview', 'sharpe')).toBeCloseTo((mean - 0.02 / 12) / sigma, 10)
  })

  it('the profit factor is of money, of percent, or of days', () => {
    expect(ours['profit-factor']).toBeCloseTo(3, 10)
    expect(seen('backtesting.py', 'profit-factor')).toBeCloseTo(0.3, 10)
    expect(seen('quantstats', 'profit-factor')).toBeGreaterThan(1)
  })

  it('LEAN compounds the mean day and takes the spread of losing days around their own mean', () => {
    const { returns, moments } = facts
    const year = (1 + moments.mean) ** 365 - 1
    expect(seen('lean', 'sharpe')).toBeCloseTo(year / (moments.sigma * Math.sqrt(365)), 9)
    const below = [...returns].filter(value => value < 0)
    const mean = below.reduce((sum, value) => sum + value, 0) / below.length
    const sigma = Math.sqrt(below.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (below.length - 1))
    expect(seen('lean', 'sortino')).toBeCloseTo(year / (sigma * Math.sqrt(365)), 9)
  })

  it('LEAN says 10 where nothing was lost, we say why there is no number', () => {
    const lucky = new Facts(runOf({ equity: [1, 2], trades: [{ pnl: 5 }] }))
    expect(statsAs('lean', lucky).stats['profit-factor']).toBe(10)
    expect(statsFrom(lucky).undefinedStats['profit-factor']).toBe('no losses')
  })

  it('where nothing differs there is no other view', () => {
    expect(statsAs('quantstats', facts).stats).not.toHaveProperty('net-profit')
  })
})
