import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BarColumns } from '@/sandbox/ir/bars'
import { simulatePortfolio } from '@/server/engine/backtest/portfolio'
import type { Outcome } from '@/server/engine/backtest/result'
import { settingsOf } from '@/server/engine/backtest/settings'
import type { SignalColumns } from '@/server/engine/backtest/signals'
import { Simulation, type SimulationInput, simulate } from '@/server/engine/backtest/simulate'
import { mood, wildBars, wildSettings, wildSignals } from './market'

const BARS = 120
const RUNS = 150

/** Few words, so that a counterexample can be read; `made` makes a run of them. */
const world = fc.record({ seed: fc.integer({ min: 0, max: 1e6 }), mood, settings: wildSettings })
type World = typeof world extends fc.Arbitrary<infer Each> ? Each : never

const made = ({ seed, mood, settings }: World): SimulationInput => {
  const bars = wildBars(BARS, seed)
  return { symbol: 'WILD', bars, signals: wildSignals(bars, seed + 1, mood), settings: settingsOf(settings) }
}

const plain = (outcome: Outcome) => ({
  ...outcome,
  trades: outcome.trades,
  equity: { time: [...outcome.equity.time], value: [...outcome.equity.value] },
})
const pnlOf = ({ trades, openTrades }: Outcome) =>
  [...trades, ...openTrades].reduce((sum, { pnl }) => sum + pnl, 0)

const scaled = ({ time, volume, ...prices }: BarColumns, factor: number): BarColumns => {
  const { open, high, low, close } = prices
  const by = (column: Float64Array) => column.map(price => price * factor)
  return { time, volume, open: by(open), high: by(high), low: by(low), close: by(close) }
}

describe('one instrument', () => {
  test('something of every kind happens in what these properties look at', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(world, of => {
        const given = made(of)
        const { trades, denied, facts } = simulate(given)
        for (const { exitReason, side, entryKind, ambiguous } of trades) {
          seen.add(exitReason)
          seen.add(side)
          seen.add(entryKind)
          if (ambiguous) seen.add('ambiguous')
        }
        for (const { reason } of denied) seen.add(reason.code)
        if (facts.touchedFills > 0) seen.add('touched')
        if (facts.gapFills > 0) seen.add('gap')
      }),
      { seed: 1, numRuns: RUNS },
    )
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...['signal', 'reverse', 'stop', 'trail', 'target', 'time', 'margin'],
        ...['long', 'short', 'market', 'limit', 'ambiguous', 'touched', 'gap'],
        ...['NO_STOP_TO_SIZE_BY', 'SHORT_NOT_ALLOWED', 'INSUFFICIENT_FUNDS'],
      ]),
    )
  })

  test('at every bar equity is cash and what is open (seed 2)', () => {
    fc.assert(
      fc.property(world, of => {
        const given = made(of)
        const whole = simulate(given)
        for (let bar = 0; bar < BARS; bar += 7) {
          // a run that ends there tells what was open there
          const until = simulate({
            ...given,
            settings: { ...given.settings, to: given.bars.time[bar] as number },
          })
          expect(until.equity.value.at(-1)).toBe(whole.equity.value[bar])
          expect(given.settings.cash + pnlOf(until)).toBeCloseTo(whole.equity.value[bar] as number, 6)
        }
      }),
      { seed: 2, numRuns: RUNS },
    )
  })

  test('bars that come later change nothing before them (seed 3)', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 1, max: BARS - 1 }), (of, cut) => {
        const given = made(of)
        const whole = simulate(given)
        const short = simulate({
          ...given,
          settings: { ...given.settings, to: given.bars.time[cut - 1] as number },
        })
        expect([...short.equity.value]).toEqual([...whole.equity.value.subarray(0, cut)])
        expect(short.trades).toEqual(whole.trades.slice(0, short.trades.length))
      }),
      { seed: 3, numRuns: RUNS },
    )
  })

  test('when all is closed, the profits of the trades are the change of equity (seed 4)', () => {
    fc.assert(
      fc.property(world, of => {
        const given = made(of)
        const outcome = simulate({ ...given, settings: { ...given.settings, closeAtEnd: true } })
        expect(outcome.openTrades).toEqual([])
        expect(pnlOf(outcome)).toBeCloseTo((outcome.equity.value.at(-1) as number) - given.settings.cash, 6)
      }),
      { seed: 4, numRuns: RUNS },
    )
  })

  test('however a run is cut into steps, it is the same run (seed 5)', () => {
    fc.assert(
      fc.property(world, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (of, steps) => {
        const given = made(of)
        const stepped = new Simulation(given)
        for (let n = 0; stepped.next < stepped.end; n++)
          stepped.advance(stepped.next + (steps[n % steps.length] as number))
        expect(plain(stepped.finish())).toEqual(plain(simulate(given)))
      }),
      { seed: 5, numRuns: RUNS },
    )
  })

  test('prices and cash times a power of two are profits times as much (seed 6)', () => {
    fc.assert(
      fc.property(world, fc.constantFrom(1 / 64, 2, 1024), (of, factor) => {
        const given = made(of)
        const { settings, signals } = given
        const [small, cash] = [simulate(given), settings.cash * factor]
        const money = (amount: number | undefined) => (amount === undefined ? undefined : amount * factor)
        const { commission, sizing } = settings
        const large = simulate({
          ...given,
          bars: scaled(given.bars, factor),
          signals: scaledSignals(signals, factor),
          settings: {
            ...settings,
            cash,
            commission: {
              ...commission,
              fixed: money(commission.fixed),
              perUnit: money(commission.perUnit),
            },
            sizing: { ...sizing, notional: money(sizing.notional) },
          },
        })
        const bars = ({ trades }: Outcome) => trades.map(({ entryBar, exitBar }) => [entryBar, exitBar])
        expect(bars(large)).toEqual(bars(small))
        for (const [n, { pnl, quantity }] of large.trades.entries()) {
          const { pnl: profit = Number.NaN, quantity: lots = Number.NaN } = small.trades[n] ?? {}
          expect(Math.abs(quantity - lots)).toBeLessThan(1e-7)
          expect(Math.abs(pnl / factor - profit)).toBeLessThan(1e-5)
        }
      }),
      { seed: 6, numRuns: RUNS },
    )
  })

  test('a portfolio of one instrument is that instrument’s run (seed 7)', () => {
    fc.assert(
      fc.property(world, of => {
        const given = made(of)
        const { symbol, bars, signals, settings } = given
        const alone = plain(simulate(given))
        expect(plain(simulatePortfolio({ instruments: [{ symbol, bars, signals }], settings }))).toEqual(
          alone,
        )
      }),
      { seed: 7, numRuns: RUNS },
    )
  })
})

const scaledSignals = (signals: SignalColumns, factor: number): SignalColumns => {
  const by = (column: Float64Array | null) => column?.map(price => price * factor) ?? null
  return {
    ...signals,
    limitPrice: by(signals.limitPrice),
    stopPrice: by(signals.stopPrice),
    targetPrice: by(signals.targetPrice),
    trailDistance: by(signals.trailDistance),
  }
}
