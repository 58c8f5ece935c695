import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Instrument, Portfolio, simulatePortfolio } from '@/server/engine/backtest/portfolio'
import type { Outcome } from '@/server/engine/backtest/result'
import { type SettingsInput, settingsOf } from '@/server/engine/backtest/settings'
import { barsOf, type Said, said } from './drive'
import { mood, wildBars, wildSettings, wildSignals } from './market'

const CALM = [100, 101, 99, 100]

const instrument = (
  symbol: string,
  at: Readonly<Record<number, Said>>,
  rows: readonly (readonly number[])[] = [CALM, CALM, CALM, CALM, CALM],
): Instrument => {
  const bars = barsOf(rows)
  return { symbol, bars, signals: said(bars.time.length, at) }
}

const run = (instruments: readonly Instrument[], settings: SettingsInput = {}): Outcome =>
  simulatePortfolio({
    instruments,
    settings: settingsOf({ cash: 1_000, commission: {}, sizing: { units: 1 }, lot: 1, ...settings }),
  })

const held = ({ openTrades }: Outcome) => openTrades.map(({ symbol }) => symbol)

describe('contention', () => {
  test('the better score is served first, then the symbol; who has no score comes last', () => {
    const instruments = [
      instrument('D', { 1: { long: true } }),
      instrument('C', { 1: { long: true, score: 1 } }),
      instrument('B', { 1: { long: true, score: 2 } }),
      instrument('A', { 1: { long: true, score: 1 } }),
    ]
    for (const [slots, symbols] of [
      [1, ['B']],
      [2, ['A', 'B']],
      [3, ['A', 'B', 'C']],
      [4, ['A', 'B', 'C', 'D']],
    ] as const)
      expect(held(run(instruments, { maxPositions: slots }))).toEqual(symbols)
  })

  test('a slot left at an open can be taken at that open', () => {
    const instruments = [
      instrument('A', { 1: { long: true }, 2: { exitLong: true } }),
      instrument('B', { 2: { long: true } }),
    ]
    const outcome = run(instruments, { maxPositions: 1 })
    expect(outcome.trades).toMatchObject([{ symbol: 'A', exitBar: 3 }])
    expect(outcome.openTrades).toMatchObject([{ symbol: 'B', entryBar: 3 }])
  })

  test('a slot left inside a bar can not be taken inside it: nobody knows which came first', () => {
    const instruments = [
      instrument('A', { 1: { long: true, stopPrice: 95 } }, [CALM, CALM, CALM, [100, 100, 90, 92], CALM]),
      instrument('B', { 2: { long: true, limitPrice: 95 } }, [CALM, CALM, CALM, [100, 100, 90, 92], CALM]),
    ]
    const outcome = run(instruments, { maxPositions: 1 })
    expect(outcome.trades).toMatchObject([{ symbol: 'A', exitBar: 3, exitPrice: 95 }])
    expect(outcome.openTrades).toEqual([])
    expect(outcome.rejectedSignals).toMatchObject([{ symbol: 'B', bar: 2, reason: 'no slot' }])
  })

  test('money set free inside a bar is of no use to others in it', () => {
    const falls = [CALM, CALM, CALM, [100, 100, 90, 92], CALM]
    const instruments = [
      instrument('A', { 1: { long: true, stopPrice: 95 } }, falls),
      instrument('B', { 2: { long: true, limitPrice: 95 } }, falls),
    ]
    const outcome = run(instruments, { sizing: { equityFraction: 1 } })
    expect(outcome.openTrades).toEqual([])
    expect(outcome.rejectedSignals).toMatchObject([{ symbol: 'B', reason: 'no money' }])
  })

  test('what is left of the money is enough if it is half of what is asked for', () => {
    const instruments = [
      instrument('A', { 1: { long: true, score: 2, size: 0.6 } }),
      instrument('B', { 1: { long: true, score: 1, size: 0.7 } }),
      instrument('C', { 1: { long: true, size: 0.5 } }),
    ]
    const outcome = run(instruments)
    expect(outcome.openTrades).toMatchObject([
      { symbol: 'A', quantity: 6 },
      { symbol: 'B', quantity: 4 },
    ])
    expect(outcome.rejectedSignals).toMatchObject([{ symbol: 'C', reason: 'no money' }])
  })
})

describe('rejected signals', () => {
  test('tell what the trade would have been, after costs', () => {
    const rises = [CALM, CALM, CALM, [110, 111, 109, 110], [120, 121, 119, 120]]
    const instruments = [
      instrument('A', { 1: { long: true, score: 1 } }),
      instrument('B', { 1: { long: true }, 2: { exitLong: true } }, rises),
    ]
    const { rejectedSignals, facts } = run(instruments, { maxPositions: 1, commission: { percent: 1 } })
    expect(rejectedSignals).toEqual([
      {
        symbol: 'B',
        side: 'long',
        bar: 1,
        time: Date.UTC(2024, 0, 2),
        score: null,
        reason: 'no slot',
        hypothetical: {
          entryBar: 2,
          entryPrice: 100,
          exitBar: 3,
          exitPrice: 110,
          exitReason: 'signal',
          // 10 less 1 in and 1.1 out, of 100
          returnPct: 7.9,
        },
      },
    ])
    expect(facts.rejected).toBe(1)
  })

  test('that repeat while the trade would still be open are not listed again', () => {
    const again = { 1: { long: true }, 2: { long: true }, 3: { long: true } }
    const instruments = [instrument('A', { 1: { long: true, score: 1 } }), instrument('B', again)]
    const { rejectedSignals } = run(instruments, { maxPositions: 1 })
    expect(rejectedSignals).toMatchObject([{ symbol: 'B', bar: 1, hypothetical: { exitBar: null } }])
  })

  test('end with their own stop, or where the rule would have turned around', () => {
    const falls = [CALM, CALM, CALM, [100, 100, 90, 92], CALM]
    const first = instrument('A', { 1: { long: true, score: 1 } })
    const stopped = run([first, instrument('B', { 1: { long: true, stopPrice: 95 } }, falls)], {
      maxPositions: 1,
    })
    expect(stopped.rejectedSignals).toMatchObject([
      { hypothetical: { exitBar: 3, exitPrice: 95, exitReason: 'stop' } },
    ])
    const turned = run([first, instrument('B', { 1: { long: true }, 2: { short: true } })], {
      maxPositions: 1,
    })
    expect(turned.rejectedSignals[0]).toMatchObject({ hypothetical: { exitBar: 3 } })
  })
})

describe('many instruments', () => {
  test('bars of different calendars meet by their time', () => {
    const late = instrument('B', { 0: { long: true } }, [CALM, CALM])
    const shifted = {
      ...late,
      bars: { ...late.bars, time: late.bars.time.map(time => time + 36 * 3_600_000) },
    }
    const outcome = run([instrument('A', { 1: { long: true } }), shifted])
    expect(outcome.openTrades).toMatchObject([
      { symbol: 'A', entryTime: Date.UTC(2024, 0, 3) },
      { symbol: 'B', entryTime: Date.UTC(2024, 0, 3, 12) },
    ])
    expect(outcome.equity.time).toHaveLength(7)
  })

  test('a margin call closes all of them at the close', () => {
    const falls = [CALM, CALM, CALM, [80, 80, 75, 78], CALM]
    const instruments = ['A', 'B'].map(symbol => instrument(symbol, { 1: { long: true, size: 0.5 } }, falls))
    const { trades, equity } = run(instruments, { leverage: 5 })
    expect(trades).toMatchObject([
      { symbol: 'A', exitBar: 3, exitPrice: 78, exitReason: 'margin' },
      { symbol: 'B', exitBar: 3, exitPrice: 78, exitReason: 'margin' },
    ])
    expect(equity.value.at(-1)).toBe(1_000 - 50 * 22)
  })

  test('no instruments, and instruments without bars', () => {
    expect(run([]).equity.value).toHaveLength(0)
    expect(run([instrument('A', {}, [])], { closeAtEnd: true }).trades).toEqual([])
  })
})

const worlds = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  mood,
  settings: wildSettings,
  slots: fc.constantFrom(undefined, 1, 3),
  count: fc.integer({ min: 2, max: 7 }),
})
type World = typeof worlds extends fc.Arbitrary<infer Each> ? Each : never

const made = ({ seed, mood, settings, slots, count }: World) => ({
  instruments: Array.from({ length: count }, (_, n): Instrument => {
    const start = Date.UTC(2024, 0, 1 + ((seed + n) % 5))
    const bars = wildBars(60 + ((seed * (n + 1)) % 30), seed + n, start)
    return { symbol: `S${(n * 7) % 10}`, bars, signals: wildSignals(bars, seed + 100 + n, mood) }
  }),
  settings: settingsOf({ ...settings, ...(slots && { maxPositions: slots }) }),
})

const plain = (outcome: Outcome) => ({ ...outcome, trades: outcome.trades })
const sum = (trades: readonly { readonly pnl: number }[]) => trades.reduce((total, { pnl }) => total + pnl, 0)

describe('whatever the world', () => {
  test('the order instruments are given in changes nothing (seed 11)', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 0, max: 5 }), (world, turn) => {
        const given = made(world)
        const { instruments } = given
        const turned = [...instruments.slice(turn), ...instruments.slice(0, turn)].reverse()
        expect(plain(simulatePortfolio({ ...given, instruments: turned }))).toEqual(
          plain(simulatePortfolio(given)),
        )
      }),
      { seed: 11, numRuns: 100 },
    )
  })

  test('slots are kept, and profits add up to the change of equity (seed 12)', () => {
    fc.assert(
      fc.property(worlds, world => {
        const given = made(world)
        const outcome = simulatePortfolio(given)
        const { trades, openTrades, equity } = outcome
        expect(sum(trades) + sum(openTrades)).toBeCloseTo(
          (equity.value.at(-1) as number) - given.settings.cash,
          5,
        )
        const { maxPositions = Infinity } = given.settings
        for (const time of equity.time) {
          const open = new Set(
            [
              ...trades.filter(({ entryTime, exitTime }) => entryTime <= time && exitTime > time),
              ...openTrades.filter(({ entryTime }) => entryTime <= time),
            ].map(({ symbol }) => symbol),
          )
          expect(open.size).toBeLessThanOrEqual(maxPositions)
        }
      }),
      { seed: 12, numRuns: 100 },
    )
  })

  test('with room for all, each trades as if it were alone (seed 13)', () => {
    fc.assert(
      fc.property(worlds, world => {
        const given = made(world)
        const settings = settingsOf({
          ...world.settings,
          cash: 1e7,
          sizing: { units: 2 },
          leverage: 1,
          maintenancePercent: 0,
        })
        const together = simulatePortfolio({ instruments: given.instruments, settings })
        for (const instrument of given.instruments) {
          const alone = simulatePortfolio({ instruments: [instrument], settings })
          expect(together.trades.filter(({ symbol }) => symbol === instrument.symbol)).toEqual(alone.trades)
        }
      }),
      { seed: 13, numRuns: 100 },
    )
  })

  test('an account brought on moment by moment comes to the same end (seed 14)', () => {
    fc.assert(
      fc.property(worlds, world => {
        const stepped = new Portfolio(made(world))
        while (stepped.step()) {
          // nothing between two moments
        }
        expect(plain(stepped.finish())).toEqual(plain(simulatePortfolio(made(world))))
      }),
      { seed: 14, numRuns: 30 },
    )
  })
})
