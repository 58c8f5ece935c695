import type { Settings } from '../env'
import { binanceProvider } from './binance/provider'
import type { VenueWorld } from './binance/rest'
import type { MarketProvider } from './provider'

/** The venues beyond the simulated one that this house is set to use. None asks anything before it is asked. */
export function configuredVenues(
  set: Pick<Settings, 'MARKETS' | 'BINANCE_REST_URL' | 'BINANCE_WS_URL' | 'BINANCE_CURRENCIES'>,
  world: VenueWorld,
): readonly MarketProvider[] {
  if (!set.MARKETS.includes('binance')) return []
  return [
    binanceProvider({
      restUrl: set.BINANCE_REST_URL,
      wsUrl: set.BINANCE_WS_URL,
      currencies: set.BINANCE_CURRENCIES,
      world,
    }),
  ]
}
