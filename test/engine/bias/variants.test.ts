import { describe, expect, it } from 'vitest'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { type Settings, settingsOf } from '@/server/engine/backtest/settings'
import { NO_SIGNALS, type SignalColumns } from '@/server/engine/backtest/signals'
import { simulate } from '@/server/engine/backtest/simulate'
import { splitRun } from '@/server/engine/bias/split'
import { costSensitivity, costsTimes, delayed, oneBarLater } from '@/server/engine/bias/variants'
import { withoutBest } from '@/server/engine/bias/withoutBest'
import { reportInputOf } from '@/server/engine/report/fromOutcome'
import { statsOf } from '@/server/engine/report/stats'
import { DAY, tradeOf } from '../report/run'

const BARS = sampleBars({ bars: 600, stepMs: DAY })
const flag = (is: (bar: number) => boolean) => Float64Array.from(BARS.time, (_, bar) => Number(is(bar)))
/** Buys before a rise: profitable by looking ahead, so that delay must hurt. */
const rises = (bar: number) => (BARS.close[bar + 1] ?? 0) > (BARS.open[bar + 1] ?? 0) * 1.004
const SIGNALS: SignalColumns = { ...NO_SIGNALS, long: flag(rises), exitLong: flag(bar => !rises(bar)) }
const SETTINGS = settingsOf({ commission: { percent: 0.05, fixed: 1 }, slippage: { bps: 3 } })

const run = (signals: SignalColumns, settings: Settings = SETTINGS) =>
  reportInputOf(simulate({ symbol: 'TEST', bars: BARS, signals, settings }), settings, {
    barMs: DAY,
    periodsPerYear: 365,
    dayStartMs: 0,
    trials: 1,
    benchmark: null,
  })

describe('one bar later', () => {
  it('moves every column and begins with nothing', () => {
    const later = delayed({ ...SIGNALS, stopPrice: BARS.low }, 2)
    expect([...later.stopPrice!.subarray(0, 4)]).toEqual([NaN, NaN, BARS.low[0], BARS.low[1]])
    expect(later.long!.subarray(2)).toEqual(SIGNALS.long!.subarray(0, -2))
    expect(later.short).toBeNull()
    expect(delayed(SIGNALS, 10_000).long!.every(Number.isNaN)).toBe(true)
    expect(delayed(SIGNALS, 0)).toEqual(SIGNALS)
  })

  it('takes the profit of who knew the next bar', () => {
    const asIs = statsOf(run(SIGNALS)).stats['net-profit']!
    const later = oneBarLater(SIGNALS, run).stats['net-profit']!
    expect(asIs).toBeGreaterThan(0)
    expect(later).toBeLessThan(asIs / 2)
  })
})

describe('costs', () => {
  it('more of them leave less', () => {
    const rows = costSensitivity(multiple => run(SIGNALS, costsTimes(SETTINGS, multiple)))
    expect(rows.map(({ multiple }) => multiple)).toEqual([0, 1, 2, 4])
    const profits = rows.map(({ headline }) => headline.stats['net-profit']!)
    expect(profits).toEqual(profits.toSorted((a, b) => b - a))
    expect(profits[1]).toBe(statsOf(run(SIGNALS)).stats['net-profit'])
  })

  it('only costs are multiplied', () => {
    const none = costsTimes(SETTINGS, 0)
    expect(none.commission).toEqual({ percent: 0, fixed: 0 })
    expect(none.slippage).toEqual({ bps: 0 })
    expect(none.cash).toBe(SETTINGS.cash)
  })
})

describe('without the best trades', () => {
  const trades = [50, -20, 200, 10, -30, 0].map(pnl => tradeOf({ pnl }))

  it('their profit is missing and the losses stay', () => {
    expect(withoutBest(trades, 2)).toEqual({
      left: 2,
      trades: 4,
      pnl: -40,
      share: -40 / 210,
      winRate: 0.25,
      profitFactor: 0.2,
    })
  })

  it('of none, or of fewer than are left out, is nothing', () => {
    const nothing = { left: 0, trades: 0, pnl: 0, share: null, winRate: null, profitFactor: null }
    expect(withoutBest([], 5)).toEqual(nothing)
    expect(withoutBest(trades.slice(0, 1), 5)).toEqual({ ...nothing, left: 1, share: 0 })
  })
})

describe('in and out of sample', () => {
  const within = (period: { from: number | null; to: number | null }) =>
    run(SIGNALS, {
      ...SETTINGS,
      ...(period.from !== null && { from: period.from }),
      ...(period.to !== null && { to: period.to }),
    })

  it('every bar is in one of them', () => {
    const bars: number[] = []
    const split = splitRun({
      time: BARS.time,
      share: 0.7,
      run: period => {
        const input = within(period)
        bars.push(input.equity.time.length)
        return input
      },
    })
    expect(bars).toEqual([420, 180])
    expect(split?.at).toBe(BARS.time[420])
    expect(split?.inSample.stats.trades).toBeGreaterThan(split!.outOfSample.stats.trades!)
    const { inSample, outOfSample, kept } = split!
    expect(kept['win-rate']).toBe(outOfSample.stats['win-rate']! / inSample.stats['win-rate']!)
  })

  it('there is none where a part would be empty', () => {
    expect(splitRun({ time: BARS.time.subarray(0, 1), share: 0.5, run: within })).toBeNull()
    expect(splitRun({ time: BARS.time, share: 1, run: within })).toBeNull()
  })
})
