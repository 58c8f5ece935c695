import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Timeframe } from '@/sandbox/ir/timeframe'
import type { LiveBar } from '@/server/market/provider'
import { haltsIn, LISTED } from '@/server/market/simulated/listings'
import { simulatedProvider } from '@/server/market/simulated/provider'
import { type Character, characters } from '@/server/market/simulated/symbols'
import { barsOf } from './provider/bars'

// What traders take for granted of prices ("stylised facts": Cont, Quantitative Finance 1, 2001), over a fixed sample.
const SEED = 20261121
const NOW = Date.UTC(2026, 10, 20)
const provider = simulatedProvider(() => NOW)
const ordinary = [...characters.values()].filter(
  each => !each.halts && each.listing.from === LISTED && each.listing.to === null,
)
/** Two or three symbols of each sector. */
const sample = ordinary.filter((_, i) => i % 8 === 0)

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)]
  const cross = mean(a.map((value, i) => (value - meanA) * (b[i]! - meanB)))
  return cross / Math.sqrt(mean(a.map(v => (v - meanA) ** 2)) * mean(b.map(v => (v - meanB) ** 2)))
}
const lagged = (values: readonly number[], lag: number) =>
  correlation(values.slice(lag), values.slice(0, -lag))
const kurtosis = (values: readonly number[]) =>
  mean(values.map(v => v ** 4)) / mean(values.map(v => v * v)) ** 2

async function returnsOf({ instrument }: Character, timeframe: Timeframe, count: number): Promise<number[]> {
  const { close } = await provider.barsBefore(instrument.symbol, timeframe, NOW, count)
  return [...close].slice(1).map((price, i) => Math.log(price / close[i]!))
}

describe.each([
  ['1m', 6_000, 10],
  ['1h', 6_000, 8],
  ['1d', 3_500, 4],
] as const)('%s returns of the simulated market', (timeframe, count, tails) => {
  let returns: number[][] = []
  beforeAll(async () => {
    returns = await Promise.all(sample.map(each => returnsOf(each, timeframe, count)))
  })

  test('are restless in clusters: large moves follow large ones, less and less so', () => {
    const lags = [1, 2, 5, 10, 20]
    const memory = lags.map(lag => mean(returns.map(series => lagged(series.map(Math.abs), lag))))
    for (const value of memory) expect(value).toBeGreaterThan(0.02)
    expect(memory[0]).toBeGreaterThan(0.1)
    expect(memory[0]).toBeGreaterThan(memory[2]!)
    expect(memory[2]).toBeGreaterThan(memory[4]!)
  })

  test('do not tell the next one', () => {
    expect(Math.abs(mean(returns.map(series => lagged(series, 1))))).toBeLessThan(0.15)
  })

  test('have tails far heavier than a bell', () => {
    for (const series of returns) expect(kurtosis(series)).toBeGreaterThan(3)
    expect(mean(returns.map(kurtosis))).toBeGreaterThan(tails)
  })

  test('move together, a sector more than the market', () => {
    const [same, other]: [number[], number[]] = [[], []]
    for (const [i, one] of sample.entries())
      for (const [j, two] of sample.slice(0, i).entries())
        (one.sector === two.sector ? same : other).push(correlation(returns[i]!, returns[j]!))
    expect(same.length).toBeGreaterThan(15)
    expect(mean(other)).toBeGreaterThan(0.1)
    expect(mean(same)).toBeGreaterThan(mean(other) + 0.05)
    expect(mean(same)).toBeLessThan(0.8)
  })
})

test('the market has quiet and restless months, and symbols share them', async () => {
  const months = await Promise.all(
    sample.slice(0, 8).map(async each => {
      const series = await returnsOf(each, '1d', 1_500)
      return [...Array(50).keys()].map(month => mean(series.slice(month * 30, month * 30 + 30).map(Math.abs)))
    }),
  )
  for (const series of months) expect(Math.max(...series) / Math.min(...series)).toBeGreaterThan(2)
  const shared = months.slice(1).map(series => correlation(months[0]!, series))
  expect(mean(shared)).toBeGreaterThan(0.15)
})

test('volume has its hours and its weekends, and comes with large moves', async () => {
  for (const { instrument } of sample.slice(0, 6)) {
    const bars = barsOf(await provider.barsBefore(instrument.symbol, '1h', NOW, 24 * 200))
    const volume = (of: (date: Date) => boolean) =>
      mean(bars.filter(each => of(new Date(each.time))).map(each => each.volume))
    const [busy, night] = [
      volume(date => date.getUTCHours() >= 12 && date.getUTCHours() < 20),
      volume(date => date.getUTCHours() < 6),
    ]
    expect(busy / night).toBeGreaterThan(1.25)
    const isWeekend = (date: Date) => date.getUTCDay() % 6 === 0
    expect(volume(date => !isWeekend(date)) / volume(isWeekend)).toBeGreaterThan(1.3)
    const ranges = bars.map(each => Math.log(each.high / each.low))
    expect(
      correlation(
        ranges,
        bars.map(each => Math.log(each.volume + 1)),
      ),
    ).toBeGreaterThan(0.3)
  }
})

test('prices skip ticks between bars, and a halt ends with a real gap', async () => {
  const bars = barsOf(await provider.barsBefore('ANVILUSD', '1m', NOW, 1_000))
  expect(bars.filter((each, i) => i > 0 && each.open !== bars[i - 1]!.close).length).toBeGreaterThan(300)

  const symbol = 'XEBECUSD'
  const halts = haltsIn(Date.UTC(2023, 0, 1), Date.UTC(2026, 0, 1))
  const gaps = await Promise.all(
    halts.map(async ({ from, to }) => {
      const { close } = await provider.barsBefore(symbol, '1m', from, 1)
      const { open } = await provider.barsBefore(symbol, '1m', to + 60_000, 1)
      return Math.abs(Math.log(open[0]! / close[0]!))
    }),
  )
  const minute = mean((await returnsOf(characters.get(symbol)!, '1m', 5_000)).map(Math.abs))
  expect(mean(gaps)).toBeGreaterThan(5 * minute)
})

test(`a stream tells of any symbol and minute what history tells, to the bit (seed ${SEED})`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ordinary),
      fc.integer({ min: Date.UTC(2025, 11, 1), max: NOW - 3_600_000 }),
      fc.integer({ min: 500, max: 90_000 }),
      async ({ instrument: { symbol } }, start, pauseMs) => {
        let now = start
        const stop = new AbortController()
        const venue = simulatedProvider(
          () => now,
          async () => {
            now += pauseMs
          },
        )
        const heard: LiveBar[] = []
        await venue.stream(
          [symbol],
          '1m',
          bar => {
            if (bar.closed) heard.push(bar)
            if (heard.length === 5) stop.abort()
          },
          stop.signal,
        )
        const told = heard.map(({ symbol: _, closed: __, ...bar }) => bar)
        const end = told.at(-1)!.time + 60_000
        expect(told).toEqual(barsOf(await provider.barsBefore(symbol, '1m', end, told.length)))
      },
    ),
    { seed: SEED, numRuns: 60 },
  )
})
