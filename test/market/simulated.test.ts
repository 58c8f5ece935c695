import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BarColumns } from '@/sandbox/ir/bars'
import { barOpen, TIMEFRAMES, type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import { LISTED } from '@/server/market/simulated/listings'
import { simulatedProvider } from '@/server/market/simulated/provider'
import { characters } from '@/server/market/simulated/symbols'

const NOW = Date.UTC(2026, 10, 20, 10, 7, 33)
const SEED = 20261120
const provider = simulatedProvider(() => NOW)
const at = (now: number) => simulatedProvider(() => now)
const symbols = [...characters.keys()]

const anyTimeframe = fc.constantFrom(...TIMEFRAMES)
/** A symbol that is never halted, and a moment while it was listed, with two months of history before it. */
const anyPlace = fc
  .constantFrom(...[...characters.values()].filter(each => !each.halts))
  .chain(({ instrument: { symbol }, listing }) =>
    fc
      .integer({ min: listing.from / 1000 + 60 * 86_400, max: (listing.to ?? NOW) / 1000 - 120 })
      .map(seconds => ({ symbol, moment: seconds * 1000 })),
  )

/** Bars of the slower timeframe, added up from faster ones the way anybody would. */
function aggregate(bars: BarColumns, timeframe: Timeframe) {
  const groups = new Map<number, number[]>()
  bars.time.forEach((time, i) => {
    const open = barOpen(time, timeframe)
    groups.set(open, [...(groups.get(open) ?? []), i])
  })
  return [...groups].map(([time, rows]) => ({
    time,
    open: bars.open[rows[0]!],
    high: Math.max(...rows.map(i => bars.high[i]!)),
    low: Math.min(...rows.map(i => bars.low[i]!)),
    close: bars.close[rows.at(-1)!],
    volume: rows.reduce((sum, i) => sum + bars.volume[i]!, 0),
  }))
}
const row = (bars: BarColumns, i: number) => ({
  time: bars.time[i],
  open: bars.open[i],
  high: bars.high[i],
  low: bars.low[i],
  close: bars.close[i],
  volume: bars.volume[i],
})
const rows = (bars: BarColumns) => [...bars.time].map((_, i) => row(bars, i))

describe('the simulated market', () => {
  test('trades 200 symbols, has lost three, and all say they are simulated', async () => {
    const instruments = await provider.instruments()
    expect(instruments.filter(each => each.status === 'trading')).toHaveLength(200)
    expect(instruments.filter(each => each.status === 'delisted')).toHaveLength(3)
    expect(new Set(instruments.map(each => each.symbol)).size).toBe(203)
    expect(instruments.every(each => each.simulated && each.name.includes('(simulated)'))).toBe(true)
  })

  test(`gives the same bits however a stretch is split (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPlace,
        anyTimeframe,
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 40 }),
        async ({ symbol, moment: until }, timeframe, first, second) => {
          const length = timeframeMs[timeframe]
          const end = barOpen(until, timeframe)
          const whole = await at(NOW).barsBefore(symbol, timeframe, end, first + second)
          const late = await provider.barsBefore(symbol, timeframe, end, second)
          const early = await provider.barsBefore(symbol, timeframe, end - second * length, first)
          const split = [...rows(early), ...rows(late)]
          expect(rows(whole).slice(-split.length)).toEqual(split)
        },
      ),
      { seed: SEED, numRuns: 150 },
    )
  })

  test(`adds up from minutes to every slower timeframe exactly (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPlace,
        fc.constantFrom<Timeframe>('5m', '15m', '30m', '1h', '4h', '1d', '1w'),
        async ({ symbol, moment: until }, timeframe) => {
          const length = timeframeMs[timeframe]
          const end = barOpen(until, timeframe)
          const count = timeframe === '1w' ? 1 : 3
          const minutes = await provider.barsBefore(symbol, '1m', end, (count * length) / 60_000)
          const slow = await provider.barsBefore(symbol, timeframe, end, count)
          expect(aggregate(minutes, timeframe)).toEqual(rows(slow))
        },
      ),
      { seed: SEED, numRuns: 60 },
    )
  })

  test(`shows live, at a bar's end, what history will say (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(anyPlace, anyTimeframe, async ({ symbol, moment }, timeframe) => {
        const open = barOpen(moment, timeframe)
        const end = open + timeframeMs[timeframe]
        const closed = await at(end).barsBefore(symbol, timeframe, end, 1)
        // One second before the end the last second is still missing; everything else must be there already.
        const forming = await at(end - 1).forming(symbol, timeframe)
        expect(forming.time).toBe(open)
        expect(forming.open).toBe(closed.open[0])
        expect(forming.high).toBeLessThanOrEqual(closed.high[0]!)
        expect(forming.low).toBeGreaterThanOrEqual(closed.low[0]!)
        expect(forming.volume).toBeLessThanOrEqual(closed.volume[0]!)
        const later = at(barOpen(moment, '1m') + 60_000)
        const minute = await later.forming(symbol, timeframe)
        const minutes = await later.barsBefore(
          symbol,
          '1m',
          barOpen(moment, '1m') + 60_000,
          (barOpen(moment, '1m') + 60_000 - open) / 60_000,
        )
        if (minute.time === open) {
          const { time: _, ...soFar } = aggregate(minutes, timeframe)[0]!
          expect(minute).toEqual({ time: open, ...soFar })
        }
      }),
      { seed: SEED, numRuns: 150 },
    )
  })

  test(`a forming bar only grows, and its last price moves (seed ${SEED})`, async () => {
    let now = Date.UTC(2026, 10, 20, 10, 7, 0)
    const clocked = simulatedProvider(() => now)
    const seen = new Set<number>()
    let before = await clocked.forming('QUARKUSD', '1m')
    for (let second = 1; second < 60; second++) {
      now += 1000
      const bar = await clocked.forming('QUARKUSD', '1m')
      expect(bar.high).toBeGreaterThanOrEqual(before.high)
      expect(bar.low).toBeLessThanOrEqual(before.low)
      expect(bar.volume).toBeGreaterThanOrEqual(before.volume)
      seen.add(bar.close)
      before = bar
    }
    expect(seen.size).toBeGreaterThan(5)
  })

  test(`bars are whole, sane and in ticks and lots (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(anyPlace, anyTimeframe, async ({ symbol, moment: until }, timeframe) => {
        const { decimals, lot } = characters.get(symbol)!.instrument
        const bars = await provider.barsBefore(symbol, timeframe, until, 50)
        expect(bars.time.at(-1)! + timeframeMs[timeframe]).toBeLessThanOrEqual(until)
        for (const bar of rows(bars)) {
          expect(bar.low).toBeGreaterThan(0)
          expect(bar.low).toBeLessThanOrEqual(Math.min(bar.open!, bar.close!))
          expect(bar.high).toBeGreaterThanOrEqual(Math.max(bar.open!, bar.close!))
          expect(bar.volume).toBeGreaterThan(0)
          expect(bar.volume! % lot).toBe(0)
          for (const price of [bar.open!, bar.high!, bar.low!, bar.close!])
            expect(Number(price.toFixed(decimals))).toBe(price)
        }
        for (let i = 1; i < bars.time.length; i++)
          expect(bars.time[i]! - bars.time[i - 1]!).toBe(timeframeMs[timeframe])
      }),
      { seed: SEED, numRuns: 200 },
    )
  })

  test('moves like a market: restless in clusters, heavy in the tails, together, and no trend to farm', async () => {
    const returns = async (symbol: string, timeframe: Timeframe, count: number) => {
      const { close } = await provider.barsBefore(symbol, timeframe, NOW, count)
      return [...close].slice(1).map((price, i) => Math.log(price / close[i]!))
    }
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const correlation = (a: number[], b: number[]) => {
      const [meanA, meanB] = [mean(a), mean(b)]
      const cross = mean(a.map((value, i) => (value - meanA) * (b[i]! - meanB)))
      return cross / Math.sqrt(mean(a.map(v => (v - meanA) ** 2)) * mean(b.map(v => (v - meanB) ** 2)))
    }
    const lag = (values: number[], by: number) => correlation(values.slice(by), values.slice(0, -by))
    const sample = symbols.filter((_, i) => i % 20 === 0)
    const hourly = await Promise.all(sample.map(symbol => returns(symbol, '1h', 4000)))
    for (const series of hourly) {
      const deviation = Math.sqrt(mean(series.map(v => v * v)))
      expect(deviation).toBeGreaterThan(0.001)
      expect(deviation).toBeLessThan(0.02)
      expect(mean(series.map(v => v ** 4)) / deviation ** 4).toBeGreaterThan(4)
      expect(lag(series.map(Math.abs), 1)).toBeGreaterThan(0.1)
      expect(Math.abs(lag(series, 1))).toBeLessThan(0.25)
    }
    const together = hourly.slice(1).map(series => correlation(hourly[0]!, series))
    expect(mean(together)).toBeGreaterThan(0.1)
    const weekly = await Promise.all(sample.map(symbol => returns(symbol, '1w', 500)))
    expect(Math.abs(mean(weekly.map(series => lag(series, 1))))).toBeLessThan(0.15)
  })

  test('told these very prices before some symbols came later and others went', async () => {
    const hash = async (symbol: string) => {
      const sum = createHash('sha256')
      for (const [timeframe, count] of [['1m', 1500] as const, ['1h', 500] as const, ['1w', 60] as const]) {
        const { time, open, high, low, close, volume } = await provider.barsBefore(
          symbol,
          timeframe,
          NOW,
          count,
        )
        for (const column of [time, open, high, low, close, volume]) sum.update(new Uint8Array(column.buffer))
      }
      return sum.digest('hex').slice(0, 12)
    }
    expect(await hash('ANVILUSD')).toBe('4e19acc904d6')
    expect(await hash('QUARKUSD')).toBe('4493cf300127')
    expect(await hash('ZINCUSD')).toBe('bb7bcdb8e7b5')
    // Listed in May 2025
    expect(await hash('VOYAGEUSD')).toBe('fb8fdd6b7585')
  })

  test('knows nothing before it was listed', async () => {
    const bars = await provider.barsBefore('ANVILUSD', '1d', LISTED + 3 * 86_400_000, 100)
    expect([...bars.time]).toEqual([0, 1, 2].map(day => LISTED + day * 86_400_000))
  })

  test('loads 500 bars of all symbols in well under a second', async () => {
    const fresh = at(NOW)
    const began = performance.now()
    for (const symbol of symbols) await fresh.barsBefore(symbol, '5m', NOW, 500)
    expect(performance.now() - began).toBeLessThan(1_500)
  })
})
