import { describe, expect, it } from 'vitest'
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import { type Settings, settingsOf } from '@/server/engine/backtest/settings'
import { NO_SIGNALS, type SignalColumns } from '@/server/engine/backtest/signals'
import { simulate } from '@/server/engine/backtest/simulate'
import { splitRun } from '@/server/engine/bias/split'
import { costsTimes, delayed, isFree } from '@/server/engine/bias/variants'
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
    const later = statsOf(run(delayed(SIGNALS, 1))).stats['net-profit']!
    expect(asIs).toBeGreaterThan(0)
    expect(later).toBeLessThan(asIs / 2)
  })
})

describe('costs', () => {
  it('only costs are multiplied', () => {
    const none = costsTimes(SETTINGS, 0)
    expect(none.commission).toEqual({ percent: 0, fixed: 0 })
    expect(none.slippage).toEqual({ bps: 0 })
    expect(none.cash).toBe(SETTINGS.cash)
    expect([isFree(SETTINGS), isFree(none)]).toEqual([false, true])
  })
})

describe('without the best trades', () => {
  const settings = settingsOf({ commission: { percent: 0.2 }, sizing: { equityFraction: 0.3 } })
  const input = run(SIGNALS, settings)
  const rest = withoutBest(input, 5, () => BARS)
  const best = [...input.trades].sort((a, b) => b.pnl - a.pnl).slice(0, 5)

  it('their profit is missing at the end, and the others are all there', () => {
    const gained = best.reduce((sum, { pnl }) => sum + pnl, 0)
    expect(rest.equity.value.at(-1)).toBeCloseTo(input.equity.value.at(-1)! - gained, 8)
    expect(rest.trades).toEqual(input.trades.filter(trade => !best.includes(trade)))
    expect(input.equity.value.at(-1)).toBe(run(SIGNALS, settings).equity.value.at(-1))
  })

  it('equity stands still where one of them was held', () => {
    const [{ entryBar, exitBar }] = best.toSorted(
      (a, b) => b.exitBar - b.entryBar - (a.exitBar - a.entryBar),
    ) as [(typeof best)[number]]
    const held = rest.equity.value.subarray(entryBar, exitBar + 1)
    // but for the half of the fees that is not known to be the entry's
    const fees = Math.max(...best.map(each => each.fees))
    expect(Math.max(...held) - Math.min(...held)).toBeLessThan(fees)
    expect(exitBar).toBeGreaterThan(entryBar)
  })

  it('of none, or of fewer than are left out, is nothing', () => {
    const still = run(NO_SIGNALS)
    expect(withoutBest(still, 5, () => BARS).equity.value).toEqual(still.equity.value)
    expect(
      statsOf(withoutBest({ ...input, trades: [tradeOf({ pnl: 5 })] }, 5, () => null)).stats.trades,
    ).toBe(0)
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
