import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from '@/sandbox/catalogue/docs/sample'
import type { BarColumns } from '@/sandbox/ir/bars'
import type { Instrument } from '@/server/engine/backtest/portfolio'
import type { Outcome } from '@/server/engine/backtest/result'
import { NO_SIGNALS } from '@/server/engine/backtest/signals'
import { simulate } from '@/server/engine/backtest/simulate'
import { wildBars } from '@/test/engine/backtest/market'
import { DAY_MS, type RankAsked, rank, ranked, rankSettings } from './ranked'

const BARS = 60

/** Bars of which some are missing, and whose history begins somewhere. */
function holed(bars: BarColumns, seed: number): BarColumns {
  const next = seeded(seed)
  const from = next() < 0.3 ? Math.floor(next() * 20) : 0
  const rows = Array.from(bars.time.keys()).filter(row => row >= from && next() > 0.1)
  const of = (column: Float64Array) => Float64Array.from(rows, row => column[row] as number)
  return {
    time: of(bars.time),
    open: of(bars.open),
    high: of(bars.high),
    low: of(bars.low),
    close: of(bars.close),
    volume: of(bars.volume),
  }
}

const market = (count: number, seed: number): Instrument[] =>
  Array.from({ length: count }, (_, n) => {
    const bars = holed(wildBars(BARS, seed + n), seed * 31 + n)
    const next = seeded(seed * 17 + n)
    // few values, so that there are ties, and some missing
    const score = Array.from(bars.time, () => (next() < 0.1 ? Number.NaN : Math.floor(next() * 6) - 2))
    const filter = Array.from(bars.time, () => (next() < 0.8 ? 1 : 0))
    return ranked(`S${n}`, bars, score, { ...(n % 2 === 0 && { filter }), tradable: n % 5 })
  })

const asked: fc.Arbitrary<RankAsked> = fc.record(
  {
    rank: fc.record({
      top: fc.integer({ min: 1, max: 4 }),
      every: fc.integer({ min: 1, max: 7 }),
      weights: fc.constantFrom('equal' as const, 'score' as const, 'inverseVolatility' as const),
      volatilityBars: fc.constant(5),
      maxWeight: fc.constantFrom(1, 0.4),
      band: fc.constantFrom(0, 1, 5),
      shortBottom: fc.boolean(),
    }),
    commission: fc.constantFrom({}, { percent: 0.1 }, { perUnit: 0.01 }),
    slippage: fc.constantFrom({ bps: 0 }, { bps: 10 }),
    lot: fc.constantFrom(1, 0.01, 1e-8),
    leverage: fc.constantFrom(1, 2),
    sizing: fc.constantFrom({ equityFraction: 1 }, { equityFraction: 0.7 }),
    closeAtEnd: fc.boolean(),
  },
  { requiredKeys: ['rank'] },
)
const seed = fc.integer({ min: 1, max: 100_000 })
const symbols = fc.integer({ min: 1, max: 6 })

const plain = ({ trades, openTrades, equity, denied, rank: told }: Outcome) => ({
  trades,
  openTrades,
  equity: [...equity.value],
  denied,
  told,
})

test('the order in which symbols are given changes nothing', () => {
  fc.assert(
    fc.property(symbols, seed, asked, (count, from, settings) => {
      const instruments = market(count, from)
      const turned = [...instruments].reverse()
      expect(plain(rank(turned, settings))).toEqual(plain(rank(instruments, settings)))
    }),
  )
})

test('the future changes nothing', () => {
  fc.assert(
    fc.property(symbols, seed, asked, fc.integer({ min: 1, max: BARS }), (count, from, settings, cut) => {
      const instruments = market(count, from)
      const until = Date.UTC(2024, 0, 1) + cut * DAY_MS
      const early = instruments.map(each => {
        const rows = each.bars.time.findIndex(time => time >= until)
        const end = rows < 0 ? each.bars.time.length : rows
        const { time, open, high, low, close, volume } = each.bars
        const bars = {
          time: time.subarray(0, end),
          open: open.subarray(0, end),
          high: high.subarray(0, end),
          low: low.subarray(0, end),
          close: close.subarray(0, end),
          volume: volume.subarray(0, end),
        }
        return { ...each, bars }
      })
      const whole = rank(instruments, { ...settings, closeAtEnd: false })
      const part = rank(early, { ...settings, closeAtEnd: false })
      const shorter = part.equity.value.length
      expect([...part.equity.value]).toEqual([...whole.equity.value.subarray(0, shorter)])
      const told = (outcome: Outcome) =>
        (outcome.rank?.rebalances ?? [])
          .filter(({ bar }) => bar < shorter)
          .map(({ bar, holdings, kept }) => ({ bar, holdings, kept }))
      expect(told(part)).toEqual(told(whole))
    }),
  )
})

test('prices and cash at another scale give profits at that scale', () => {
  fc.assert(
    fc.property(symbols, seed, asked, (count, from, settings) => {
      const { commission } = settings
      fc.pre(commission?.perUnit === undefined)
      const instruments = market(count, from)
      const larger = instruments.map(each => {
        const by = (column: Float64Array) => column.map(price => price * 10)
        const { open, high, low, close, ...rest } = each.bars
        return { ...each, bars: { ...rest, open: by(open), high: by(high), low: by(low), close: by(close) } }
      })
      const small = rank(instruments, settings)
      const large = rank(larger, { ...settings, cash: 10_000 })
      expect(large.trades.length).toBe(small.trades.length)
      for (const [at, value] of small.equity.value.entries())
        expect(large.equity.value[at]).toBeCloseTo(10 * value, 5)
    }),
  )
})

test('profits of all trades are what equity has changed by once nothing is held', () => {
  fc.assert(
    fc.property(symbols, seed, asked, (count, from, settings) => {
      const { trades, openTrades, equity } = rank(market(count, from), { ...settings, closeAtEnd: true })
      expect(openTrades).toEqual([])
      const won = trades.reduce((sum, { pnl }) => sum + pnl, 0)
      expect(equity.value.at(-1) ?? 1_000).toBeCloseTo(1_000 + won, 6)
    }),
  )
})

/** A holding that was to be sold had no bar at the next rebalance, and was kept beside the one that had taken its place. */
const KEPT_THOUGH_LEFT: [number, number, object] = [
  4,
  1383,
  {
    rank: {
      top: 1,
      every: 2,
      weights: 'equal',
      volatilityBars: 5,
      maxWeight: 0.4,
      band: 0,
      shortBottom: true,
    },
  },
]

test('at most so many are held on each side, and none above its largest weight when it is decided', () => {
  fc.assert(
    fc.property(symbols, seed, asked, (count, from, settings) => {
      const { top, shortBottom, maxWeight } = rankSettings(settings).rank
      for (const { holdings, kept } of rank(market(count, from), settings).rank?.rebalances ?? []) {
        const longs = holdings.filter(({ weight }) => weight > 0)
        const shorts = holdings.filter(({ weight }) => weight < 0)
        expect(longs.length + kept.length).toBeLessThanOrEqual(shortBottom ? 2 * top : top)
        expect(shorts.length).toBeLessThanOrEqual(shortBottom ? top : 0)
        expect(new Set(holdings.map(({ symbol }) => symbol)).size).toBe(holdings.length)
        for (const { weight } of holdings) expect(Math.abs(weight)).toBeLessThanOrEqual(maxWeight + 1e-12)
        const sum = holdings.reduce((all, { weight }) => all + Math.abs(weight), 0)
        expect(sum).toBeLessThanOrEqual(1 + 1e-9)
      }
    }),
    { examples: [KEPT_THOUGH_LEFT] },
  )
})

test('one symbol without costs is bought and held', () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: 1, max: 7 }), (from, every) => {
      const bars = wildBars(BARS, from)
      const score = new Float64Array(BARS).fill(1)
      const settings = { lot: 1e-8, rank: { top: 1, every } }
      const outcome = rank([ranked('A', bars, score)], settings)
      const held = simulate({
        symbol: 'A',
        bars,
        signals: { ...NO_SIGNALS, long: score },
        settings: rankSettings(settings),
      })
      expect([...outcome.equity.value]).toEqual([...held.equity.value])
      expect(outcome.trades).toEqual([])
    }),
  )
})
