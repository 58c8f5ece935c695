import type { Instrument } from '../provider'
import type { Rest, VenueWorld } from './rest'
import { exchangeInfo, type SymbolInfo } from './wire'

export const VENUE = 'binance'

const FRESH_MS = 60 * 60_000
const WEIGHT = 20
/** What no longer trades and never will. */
const GONE = new Set(['END_OF_DAY', 'DELISTED', 'CLOSE', 'POST_TRADING'])

/** The venue's instruments that are priced in `currencies`, read anew every hour; takes over the venue's weight limit. */
export function listedInstruments(rest: Rest, world: VenueWorld, currencies: ReadonlySet<string>) {
  let known: { readonly at: number; readonly instruments: Promise<readonly Instrument[]> } | null = null

  async function load(): Promise<readonly Instrument[]> {
    const info = await rest.get('/api/v3/exchangeInfo', {}, WEIGHT, exchangeInfo)
    const weight = info.rateLimits.find(
      each => each.rateLimitType === 'REQUEST_WEIGHT' && each.interval === 'MINUTE' && each.intervalNum === 1,
    )
    if (weight) rest.budget.limit = weight.limit
    return info.symbols
      .filter(each => currencies.has(each.quoteAsset) && !GONE.has(each.status))
      .map(instrumentOf)
      .sort((a, b) => (a.symbol < b.symbol ? -1 : 1))
  }

  return (): Promise<readonly Instrument[]> => {
    if (known && world.now() - known.at < FRESH_MS) return known.instruments
    const older = known
    const instruments = load()
    const asked = { at: world.now(), instruments }
    known = asked
    // Old ones serve while the venue is away; without any, the next caller asks again.
    instruments.catch(() => {
      if (known === asked) known = older
    })
    return older ? instruments.catch(() => older.instruments) : instruments
  }
}

export function instrumentOf(info: SymbolInfo): Instrument {
  let tick = 10 ** -info.quotePrecision
  let lot = 10 ** -info.baseAssetPrecision
  let minNotional = 0
  for (const filter of info.filters) {
    if (!filter) continue
    // A step of zero says that the venue does not check it; the precision still holds then.
    if (filter.filterType === 'PRICE_FILTER') tick = filter.tickSize || tick
    else if (filter.filterType === 'LOT_SIZE') lot = filter.stepSize || lot
    else minNotional = Math.max(minNotional, filter.minNotional)
  }
  return {
    venue: VENUE,
    symbol: info.symbol,
    name: `${info.baseAsset} / ${info.quoteAsset}`,
    sector: 'Crypto',
    currency: info.quoteAsset,
    tick,
    decimals: decimalsOf(tick),
    lot,
    minNotional,
    calendar: 'always',
    // The venue does not tell when a symbol began to trade.
    listedAt: null,
    delistedAt: null,
    simulated: false,
    status: info.status === 'TRADING' ? 'trading' : 'halted',
  }
}

function decimalsOf(step: number): number {
  let decimals = 0
  while (Number(step.toFixed(decimals)) !== step && decimals < 20) decimals++
  return decimals
}
