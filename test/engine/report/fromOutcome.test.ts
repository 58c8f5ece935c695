import { describe, expect, it } from 'vitest'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { settingsOf } from '@/server/engine/backtest/settings'
import { NO_SIGNALS } from '@/server/engine/backtest/signals'
import { simulate } from '@/server/engine/backtest/simulate'
import { reportInputOf } from '@/server/engine/report/fromOutcome'
import { quotesAt } from '@/server/engine/report/quotes'
import { statsOf } from '@/server/engine/report/stats'
import { DAY } from './run'

describe('the report of a simulated run', () => {
  const bars = sampleBars({ bars: 300, stepMs: DAY })
  const every = (k: number, from: number) =>
    Float64Array.from(bars.time, (_, bar) => Number(bar % k === from))
  const settings = settingsOf({ slippage: { bps: 2 }, riskFreeRate: 0.01 })
  const outcome = simulate({
    symbol: 'TEST',
    bars,
    settings,
    signals: { ...NO_SIGNALS, long: every(20, 5), exitLong: every(20, 15) },
  })
  const { stats } = statsOf(
    reportInputOf(outcome, settings, {
      barMs: DAY,
      periodsPerYear: 365,
      dayStartMs: 0,
      trials: 3,
      benchmark: { title: 'TEST', close: bars.close, firstBar: 0, feeRate: 0.001 },
      quotesOf: () => quotesAt(bars, outcome.equity.time),
    }),
  )

  it('tells what the simulator did', () => {
    expect(stats.trades).toBe(outcome.trades.length)
    expect(stats.trades).toBe(15)
    expect(stats['final-equity']).toBe(outcome.equity.value.at(-1))
    expect(stats['slippage-paid']).toBe(outcome.facts.slippagePaid)
    expect(stats['time-in-market']).toBeCloseTo(outcome.facts.exposedBars / 300, 12)
  })

  it('profits of trades add up to what the account gained, flat at the end', () => {
    expect(outcome.openTrades).toEqual([])
    expect(stats['gross-profit']! + stats['gross-loss']!).toBeCloseTo(stats['net-profit']!, 6)
  })

  it('whoever buys with all of the money is all in the market and no more', () => {
    expect(stats['max-exposure']).toBeGreaterThan(0.99)
    expect(stats['max-exposure']).toBeLessThan(1.01)
    expect(stats['average-exposure']).toBeCloseTo(stats['time-in-market']!, 2)
    expect(stats['max-drawdown-intrabar']).toBeGreaterThanOrEqual(stats['max-drawdown']!)
  })

  it('names a benchmark’s return as a reader of the chart would', () => {
    const held = bars.close.at(-1)! / bars.close[0]!
    expect(stats['buy-and-hold-return']).toBeCloseTo(held * 0.999 - 1, 12)
  })
})

describe('prices at the bars of the equity', () => {
  const bars = sampleBars({ bars: 6, stepMs: DAY })

  it('are those of the instrument where the bars are the same', () => {
    expect(quotesAt(bars, bars.time.subarray(2, 5)).close).toEqual(bars.close.subarray(2, 5))
  })

  it('are missing where it has no bar', () => {
    const time = Float64Array.of(bars.time[0]! - DAY, bars.time[0]!, bars.time[1]! + 1, bars.time[3]!)
    const { close, low } = quotesAt(bars, time)
    expect([...close]).toEqual([NaN, bars.close[0], NaN, bars.close[3]])
    expect([...low]).toEqual([NaN, bars.low[0], NaN, bars.low[3]])
    expect([...quotesAt({ ...bars, time: Float64Array.of() }, time).high]).toEqual([NaN, NaN, NaN, NaN])
    expect(quotesAt(bars, Float64Array.of()).close.length).toBe(0)
  })
})
