import type { DayTicker, Instrument } from '../provider'
import type { Rest, VenueWorld } from './rest'
import { dayTickers } from './wire'

/** The heaviest question there is: all of it is answered again after this long at the earliest. */
const FRESH_MS = 15_000
const WEIGHT = 80

/** The venue's own figures of the last 24 hours, of its listed instruments. */
export function dayTickersOf(
  rest: Rest,
  world: VenueWorld,
  instruments: () => Promise<readonly Instrument[]>,
): () => Promise<readonly DayTicker[]> {
  let known: { readonly at: number; readonly tickers: Promise<readonly DayTicker[]> } | null = null

  async function load(): Promise<readonly DayTicker[]> {
    const listed = new Set((await instruments()).map(each => each.symbol))
    const all = await rest.get('/api/v3/ticker/24hr', {}, WEIGHT, dayTickers)
    return all.filter(each => listed.has(each.symbol))
  }

  return () => {
    if (known && world.now() - known.at < FRESH_MS) return known.tickers
    const asked = { at: world.now(), tickers: load() }
    known = asked
    asked.tickers.catch(() => {
      if (known === asked) known = null
    })
    return asked.tickers
  }
}
