import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { barOpen, TIMEFRAMES, type Timeframe, timeframeMs } from '@/sandbox/ir/timeframe'
import { calendars } from '@/server/market/calendar/index'
import { gapsOf } from '@/server/market/quality/gaps'
import { haltAround, haltsIn, LISTED } from '@/server/market/simulated/listings'
import { simulatedProvider } from '@/server/market/simulated/provider'
import { characters } from '@/server/market/simulated/symbols'
import { barsOf } from './provider/bars'

const SEED = 20261121
const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 10, 20, 10, 7, 33)
const HALTED = 'XEBECUSD'
const at = (now: number) => simulatedProvider(() => now)
const all = [...characters.values()]

async function historyOf(symbol: string, timeframe: Timeframe, from: number, to: number, now = NOW) {
  const bars = []
  for await (const page of at(now).history(symbol, timeframe, from, to)) bars.push(...barsOf(page))
  return bars
}

describe('listing dates of the simulated venue', () => {
  test('are Mondays, mostly of 2016, and some of each year from 2019 to 2025', () => {
    const froms = all.map(each => each.listing.from)
    for (const time of [...froms, ...all.flatMap(each => each.listing.to ?? [])])
      expect(barOpen(time, '1w')).toBe(time)
    expect(froms.filter(from => from === LISTED).length).toBeGreaterThan(150)
    const years = new Set(froms.filter(from => from > LISTED).map(from => new Date(from).getUTCFullYear()))
    expect([...years].sort()).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025])
  })

  test('every symbol’s first bars are those of its first week', async () => {
    for (const { instrument, listing } of all)
      for (const timeframe of ['4h', '1d', '1w'] as const) {
        const [first] = await historyOf(instrument.symbol, timeframe, 0, listing.from + 2 * timeframeMs['1w'])
        expect(first?.time).toBe(listing.from)
      }
  })

  test('nobody hears of a symbol before it is listed', async () => {
    const { instrument, listing } = all.find(each => each.listing.from > LISTED)!
    const before = at(listing.from - 1)
    expect((await before.instruments()).map(each => each.symbol)).not.toContain(instrument.symbol)
    await expect(before.barsBefore(instrument.symbol, '1h', NOW, 5)).rejects.toThrow('no symbol')
    const after = (await at(listing.from).instruments()).find(each => each.symbol === instrument.symbol)
    expect(after).toMatchObject({ listedAt: listing.from, delistedAt: null, status: 'trading' })
  })
})

describe('a symbol that went', () => {
  const gone = all.filter(each => each.listing.to !== null)

  test('is one of three', () => expect(gone).toHaveLength(3))

  test.each(gone.map(each => [each.instrument.symbol, each.listing.to!] as const))(
    '%s trades to its last minute and never after',
    async (symbol, to) => {
      const [last, none] = [
        await at(NOW).barsBefore(symbol, '1m', to, 3),
        await at(NOW).barsBefore(symbol, '1m', NOW, 500),
      ]
      expect([...last.time]).toEqual([to - 180_000, to - 120_000, to - 60_000])
      expect(none.time.length).toBe(0)
      expect((await historyOf(symbol, '1d', to - 3 * DAY, NOW)).map(each => each.time)).toEqual(
        [3, 2, 1].map(days => to - days * DAY),
      )
      for (const timeframe of TIMEFRAMES)
        await expect(at(to).forming(symbol, timeframe)).rejects.toThrow(symbol)
      expect((await at(to).livePrices()).map(each => each.symbol)).not.toContain(symbol)
      expect((await at(to - 1).livePrices()).map(each => each.symbol)).toContain(symbol)
    },
  )

  test('does not tell beforehand', async () => {
    const { instrument, listing } = gone[0]!
    const seen = async (now: number) =>
      (await at(now).instruments()).find(each => each.symbol === instrument.symbol)
    expect(await seen(listing.to! - 1)).toMatchObject({ delistedAt: null, status: 'trading' })
    expect(await seen(listing.to!)).toMatchObject({ delistedAt: listing.to, status: 'delisted' })
  })
})

describe('the symbol that is halted', () => {
  const anyTime = fc.integer({ min: Date.UTC(2016, 1, 1), max: NOW })

  test('stands still for two to six hours of every month', () => {
    for (let month = 0; month < 130; month++) {
      const start = Date.UTC(2016, month)
      const { from, to } = haltAround(start)
      expect(new Date(from).getUTCMonth()).toBe(new Date(start).getUTCMonth())
      expect((to - from) / HOUR).toBeGreaterThanOrEqual(2)
      expect((to - from) / HOUR).toBeLessThanOrEqual(6)
      expect([barOpen(from, '1h'), barOpen(to, '1h')]).toEqual([from, to])
      expect(barOpen(from, '1d')).toBe(barOpen(to - 1, '1d'))
      expect(haltsIn(from, to)).toEqual([{ from, to }])
      expect(haltsIn(to, to + DAY)).toEqual([])
    }
  })

  test('has exactly these holes in its bars', async () => {
    const [from, to] = [Date.UTC(2025, 0, 1), Date.UTC(2026, 0, 1)]
    const halts = haltsIn(from, to)
    expect(halts).toHaveLength(12)
    for (const timeframe of ['15m', '1h'] as const) {
      const times = Float64Array.from(await historyOf(HALTED, timeframe, from, to), each => each.time)
      const gaps = gapsOf(times, calendars.always, timeframe, from, to)
      expect(gaps.map(gap => ({ from: gap.from, to: gap.to }))).toEqual(halts)
    }
    expect(await historyOf(HALTED, '1d', from, to)).toHaveLength(365)
  })

  test(`its slower bars are what its minutes make (seed ${SEED})`, async () => {
    for (const { from, to } of haltsIn(Date.UTC(2024, 0, 1), Date.UTC(2025, 0, 1))) {
      const [start, end] = [barOpen(from, '1w'), barOpen(to - 1, '1w') + timeframeMs['1w']]
      const minutes = await historyOf(HALTED, '1m', start, end)
      for (const timeframe of ['1h', '4h', '1d', '1w'] as const) {
        const made = new Map<number, typeof minutes>()
        for (const minute of minutes) {
          const open = barOpen(minute.time, timeframe)
          const group = made.get(open)
          if (group) group.push(minute)
          else made.set(open, [minute])
        }
        const expected = [...made].map(([time, group]) => ({
          time,
          open: group[0]!.open,
          high: Math.max(...group.map(each => each.high)),
          low: Math.min(...group.map(each => each.low)),
          close: group.at(-1)!.close,
          volume: group.reduce((sum, each) => sum + each.volume, 0),
        }))
        expect(await historyOf(HALTED, timeframe, start, end)).toEqual(expected)
      }
    }
  })

  test(`shows live, at any moment of a month with a halt, what its bars so far make (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        anyTime,
        fc.integer({ min: -2 * 1440, max: 4 * 1440 }),
        fc.constantFrom(...TIMEFRAMES),
        async (time, minutes, timeframe) => {
          const now = haltAround(time).from + minutes * 60_000
          const venue = at(now)
          const open = barOpen(now, timeframe)
          const forming = await venue.forming(HALTED, timeframe)
          const traded = await historyOf(HALTED, '1m', open, now, now)
          expect(forming.time).toBe(open)
          expect(forming.volume).toBe(traded.reduce((sum, each) => sum + each.volume, 0))
          if (traded.length > 0)
            expect(forming).toMatchObject({
              open: traded[0]!.open,
              high: Math.max(...traded.map(each => each.high)),
              low: Math.min(...traded.map(each => each.low)),
              close: traded.at(-1)!.close,
            })
          const status = (await venue.instruments()).find(each => each.symbol === HALTED)?.status
          const { from, to } = haltAround(now)
          expect(status).toBe(now >= from && now < to ? 'halted' : 'trading')
        },
      ),
      { seed: SEED, numRuns: 120 },
    )
  })

  test('keeps its last price while it stands still', async () => {
    const { from } = haltAround(NOW)
    const last = await at(from).barsBefore(HALTED, '1m', from, 1)
    for (const now of [from, from + 1_000, from + HOUR + 90_000]) {
      const price = (await at(now).livePrices()).find(each => each.symbol === HALTED)
      expect(price?.last).toBe(last.close[0])
      expect(await at(now).forming(HALTED, '5m')).toMatchObject({ close: last.close[0], volume: 0 })
    }
  })
})
