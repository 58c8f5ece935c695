import type { Instrument, LivePrice } from '../provider'
import type { Rest, VenueWorld } from './rest'
import type { VenueClock } from './skew'
import { lastPrices, tradingDays } from './wire'

const DAY_MS = 86_400_000
/** Everybody who asks within this time hears the same answer. */
const FRESH_MS = 2_000
/** Most symbols `/ticker/tradingDay` takes at once, and what each answer weighs from 50 symbols on. */
const DAY_SYMBOLS = 100
const DAY_WEIGHT = 200
const WEIGHT = 4

/** Last prices of the trading instruments, and how far they are from the UTC day's open, which is read once a day. */
export function livePricesOf(
  rest: Rest,
  clock: VenueClock,
  world: VenueWorld,
  instruments: () => Promise<readonly Instrument[]>,
) {
  let opens: { readonly day: number; readonly bySymbol: ReadonlyMap<string, number> } | null = null
  let known: { readonly at: number; readonly prices: Promise<readonly LivePrice[]> } | null = null

  async function dayOpens(symbols: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const day = Math.floor(clock.now() / DAY_MS)
    const before = opens?.day === day ? opens.bySymbol : new Map<string, number>()
    const missing = symbols.filter(symbol => !before.has(symbol))
    if (missing.length === 0) return before
    const bySymbol = new Map(before)
    for (let from = 0; from < missing.length; from += DAY_SYMBOLS) {
      const some = missing.slice(from, from + DAY_SYMBOLS)
      const params = { symbols: JSON.stringify(some), type: 'MINI' }
      for (const { symbol, openPrice } of await rest.get(
        '/api/v3/ticker/tradingDay',
        params,
        DAY_WEIGHT,
        tradingDays,
      ))
        bySymbol.set(symbol, openPrice)
    }
    opens = { day, bySymbol }
    return bySymbol
  }

  async function load(): Promise<readonly LivePrice[]> {
    await clock.ready()
    const trading = (await instruments()).filter(each => each.status === 'trading').map(each => each.symbol)
    const open = await dayOpens(trading)
    const last = new Map(
      (await rest.get('/api/v3/ticker/price', {}, WEIGHT, lastPrices)).map(each => [each.symbol, each.price]),
    )
    return trading.flatMap((symbol): LivePrice[] => {
      const price = last.get(symbol)
      if (!price) return []
      // Zero: nothing has traded today, so nothing has changed.
      return [{ symbol, last: price, dayChange: price / (open.get(symbol) || price) - 1 }]
    })
  }

  return (): Promise<readonly LivePrice[]> => {
    if (known && world.now() - known.at < FRESH_MS) return known.prices
    known = { at: world.now(), prices: load() }
    return known.prices
  }
}
