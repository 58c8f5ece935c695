import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '@/sandbox/catalogue/docs/sample'
import type { Instrument } from '@/server/engine/backtest/portfolio'
import type { SettingsInput } from '@/server/engine/backtest/settings'
import { NO_SIGNALS } from '@/server/engine/backtest/signals'
import { overlapError } from '@/server/engine/events/overlap'
import { wildBars } from '@/test/engine/backtest/market'
import { DAY_MS } from '@/test/engine/rank/ranked'
import { study } from './fired'

const BARS = 70
const START = Date.UTC(2024, 0, 1)

const market = (count: number, seed: number): Instrument[] =>
  Array.from({ length: count }, (_, n) => {
    const next = seeded(seed * 13 + n)
    // symbols begin on different days
    const bars = wildBars(BARS, seed + n, START + Math.floor(next() * 5) * DAY_MS)
    const flags = (chance: number) => Float64Array.from(bars.time, () => (next() < chance ? 1 : 0))
    return {
      symbol: `S${n}`,
      bars,
      signals: { ...NO_SIGNALS, long: flags(0.2), short: flags(0.1) },
      tradable: n % 4,
    }
  })

const symbols = fc.integer({ min: 1, max: 5 })
const seed = fc.integer({ min: 1, max: 100_000 })
const events: fc.Arbitrary<NonNullable<SettingsInput['events']>> = fc.record({
  horizons: fc.constantFrom([1], [1, 3, 8], [2, 30]),
  streaks: fc.constantFrom('first' as const, 'every' as const),
  apart: fc.constantFrom(1, 4),
  before: fc.constantFrom(0, 5),
})

test('the order in which symbols are given changes nothing', () => {
  fc.assert(
    fc.property(symbols, seed, events, (count, from, asked) => {
      const instruments = market(count, from)
      expect(study([...instruments].reverse(), asked)).toEqual(study(instruments, asked))
    }),
  )
})

test('prices at another scale give the same returns', () => {
  fc.assert(
    fc.property(symbols, seed, events, (count, from, asked) => {
      const instruments = market(count, from)
      const larger = instruments.map(each => {
        // a power of two, so that no rounding is another
        const by = (column: Float64Array) => column.map(price => price * 8)
        const { open, high, low, close, ...rest } = each.bars
        return { ...each, bars: { ...rest, open: by(open), high: by(high), low: by(low), close: by(close) } }
      })
      const returns = (found: ReturnType<typeof study>) => ({
        rows: found.horizons,
        path: found.path,
        returns: found.occurrences.map(each => each.returns),
      })
      expect(returns(study(larger, asked))).toEqual(returns(study(instruments, asked)))
    }),
  )
})

test('averages are those that adding up by hand gives', () => {
  fc.assert(
    fc.property(symbols, seed, events, (count, from, asked) => {
      const instruments = market(count, from)
      const found = study(instruments, asked)
      for (const row of found.horizons) {
        const returns: number[] = []
        const usual: number[] = []
        for (const { symbol, side, bar } of found.occurrences) {
          const { bars, tradable = 0 } = instruments.find(each => each.symbol === symbol)!
          const way = side === 'long' ? 1 : -1
          const change = (at: number) => way * (bars.close[at + row.horizon]! / bars.open[at + 1]! - 1)
          if (bar + row.horizon >= BARS) continue
          returns.push(change(bar))
          const all = Array.from({ length: BARS - row.horizon - tradable }, (_, n) => change(tradable + n))
          usual.push(all.reduce((sum, value) => sum + value, 0) / all.length)
        }
        const mean = (values: readonly number[]) =>
          values.reduce((sum, value) => sum + value, 0) / values.length
        expect(row.instances).toBe(returns.length)
        expect(row.missing).toBe(found.instances - returns.length)
        if (returns.length === 0) continue
        expect(row.average_return).toBeCloseTo(mean(returns), 12)
        expect(row.baseline).toBeCloseTo(mean(usual), 12)
        expect(row.hit_rate).toBe(returns.filter(value => value > 0).length / returns.length)
      }
    }),
  )
})

test('the future changes no instance and no return that is over', () => {
  fc.assert(
    fc.property(symbols, seed, events, fc.integer({ min: 1, max: BARS }), (count, from, asked, cut) => {
      const instruments = market(count, from)
      const to = START + (cut - 1) * DAY_MS
      const early = study(instruments, asked, { to })
      const whole = study(instruments, asked)
      const then = whole.occurrences.filter(({ time }) => time <= to)
      expect(early.occurrences.map(({ symbol, bar, side }) => ({ symbol, bar, side }))).toEqual(
        then.map(({ symbol, bar, side }) => ({ symbol, bar, side })),
      )
      for (const [n, { returns }] of early.occurrences.entries())
        for (const [k, value] of returns.entries())
          if (value !== null) expect(value).toBe(then[n]?.returns[k])
    }),
  )
})

test('groups are all instances, each in one', () => {
  fc.assert(
    fc.property(symbols, seed, events, (count, from, asked) => {
      const found = study(market(count, from), asked)
      for (const groups of [found.symbols, found.years])
        expect(groups.reduce((sum, { instances }) => sum + instances, 0)).toBe(found.instances)
    }),
  )
})

test('the error under overlap is that of all pairs, weighted by what they share', () => {
  const rows = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 30 }), fc.double({ min: -1, max: 1, noNaN: true })),
    {
      minLength: 2,
      maxLength: 12,
    },
  )
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 9 }), (pairs, horizon) => {
      const count = pairs.length
      let sum = 0
      for (const [a, x] of pairs)
        for (const [b, y] of pairs) sum += x * y * Math.max(0, 1 - Math.abs(a - b) / horizon)
      const error = overlapError(
        Int32Array.from(pairs, ([moment]) => moment),
        Float64Array.from(pairs, ([, off]) => off),
        horizon,
        31,
      )
      expect(error).toBeCloseTo(Math.sqrt(Math.max(0, sum) * (count / (count - 1))) / count, 6)
    }),
  )
})
