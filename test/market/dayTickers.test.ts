import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DayWindow } from '@/server/market/simulated/dayWindow'
import { haltAround } from '@/server/market/simulated/listings'
import { simulatedProvider } from '@/server/market/simulated/provider'
import { characters } from '@/server/market/simulated/symbols'
import { SymbolTree } from '@/server/market/simulated/tree'
import { barsOf } from './provider/bars'

const SEED = 20261121
const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const NOW = Date.UTC(2026, 10, 20, 10, 7, 33)

/** The ticker as anybody would add it up from minutes. */
async function added(symbol: string, now: number) {
  const venue = simulatedProvider(() => now)
  const forming = await venue.forming(symbol, '1m')
  const closed = barsOf(await venue.barsBefore(symbol, '1m', now, 1_439))
  const minutes = [...closed, forming]
  return {
    symbol,
    at: now,
    last: forming.close,
    open: minutes[0]!.open,
    high: Math.max(...minutes.map(each => each.high)),
    low: Math.min(...minutes.map(each => each.low)),
    volume: minutes.reduce((sum, each) => sum + each.volume, 0),
    quoteVolume: minutes.reduce(
      (sum, each) => sum + ((each.high + each.low + each.close) / 3) * each.volume,
      0,
    ),
    change: forming.close / minutes[0]!.open - 1,
    trades: null,
  }
}
const windowOf = (symbol: string) => new DayWindow(new SymbolTree(characters.get(symbol)!))

describe('the last 24 hours of a simulated symbol', () => {
  test(`are its minutes added up, however the clock came there (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('QUARKUSD', 'ANVILUSD', 'XEBECUSD'),
        fc.array(fc.integer({ min: -DAY, max: 2 * DAY }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 90_000 }),
        async (symbol, jumps, pause) => {
          const window = windowOf(symbol)
          // About a halt, for the one that is halted.
          let now = haltAround(Date.UTC(2026, 5, 1)).from
          for (const jump of jumps)
            for (const step of [jump, pause]) {
              now += step
              expect(window.tickerAt(now)).toEqual(await added(symbol, now))
            }
        },
      ),
      { seed: SEED, numRuns: 25 },
    )
  })

  test('of one that was just listed begin with its first price', async () => {
    const { instrument, listing } = [...characters.values()].find(
      each => each.listing.from > Date.UTC(2020, 0),
    )!
    for (const now of [listing.from, listing.from + 90_500, listing.from + 3 * DAY])
      expect(windowOf(instrument.symbol).tickerAt(now)).toEqual(await added(instrument.symbol, now))
  })

  test('of one that went are no more', () => {
    const { instrument, listing } = [...characters.values()].find(each => each.listing.to !== null)!
    expect(windowOf(instrument.symbol).tickerAt(listing.to! - 1)).not.toBeNull()
    expect(windowOf(instrument.symbol).tickerAt(listing.to!)).toBeNull()
  })

  test('of all 200 that trade are told as of one moment, whoever asks meanwhile', async () => {
    let now = NOW
    const venue = simulatedProvider(() => now++)
    const [one, other] = await Promise.all([venue.dayTickers(), venue.dayTickers()])
    expect(one).toHaveLength(200)
    expect(new Set(one.map(each => each.at)).size).toBe(1)
    expect(other).toBe(one)
  })
})
