import { describe, expect, it } from 'vitest'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { settingsOf } from '@/server/engine/backtest/settings'
import { NO_SIGNALS } from '@/server/engine/backtest/signals'
import { simulate } from '@/server/engine/backtest/simulate'
import { reportInputOf } from '@/server/engine/report/fromOutcome'
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

  it('names a benchmark’s return as a reader of the chart would', () => {
    const held = bars.close.at(-1)! / bars.close[0]!
    expect(stats['buy-and-hold-return']).toBeCloseTo(held * 0.999 - 1, 12)
  })
})
