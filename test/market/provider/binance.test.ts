import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { binanceProvider } from '@/server/market/binance/provider'
import type { MarketProvider } from '@/server/market/provider'
import { LISTED } from '@/server/market/simulated/listings'
import { openVenue, VENUE_SYMBOLS, type Venue } from '../binance/venue'
import { barsOf } from './bars'
import { providerContract } from './contract'
import { fastClock } from './fastClock'

describe('the Binance provider keeps the contract:', () => {
  const clock = fastClock(Date.UTC(2026, 10, 20, 10, 7, 33), 60)
  let venue: Venue
  let provider: MarketProvider

  beforeAll(async () => {
    venue = await openVenue({ clock })
    provider = binanceProvider({
      restUrl: venue.restUrl,
      wsUrl: venue.wsUrl,
      currencies: ['USD'],
      world: { now: clock.now, sleep: clock.sleep, random: () => 0.5 },
      timeoutMs: 300_000,
    })
    await provider.instruments()
  })
  afterAll(() => venue.close())

  providerContract(() => ({
    provider,
    symbols: [VENUE_SYMBOLS[0], VENUE_SYMBOLS[1]],
    listed: LISTED,
    unknown: 'NOSUCH',
  }))

  test('its bars are the venue’s to the bit', async () => {
    const end = provider.now()
    for (const timeframe of ['1m', '15m', '1d', '1w'] as const) {
      const bars = await provider.barsBefore('ZINCUSD', timeframe, end, 500)
      expect(barsOf(bars)).toEqual(barsOf(await venue.truth.barsBefore('ZINCUSD', timeframe, end, 500)))
    }
  })
})
