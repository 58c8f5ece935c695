import type { Market } from '../../market/market'
import type { Instrument, MarketProvider } from '../../market/provider'
import type { SeriesKey } from '../../market/store/series'
import { JobFailed } from '../define'

/** The provider and the instrument a job is about; the job fails when they are not here any more. */
export async function seriesOf(
  market: Market,
  workspaceId: string | null,
  { venue, symbol, timeframe }: SeriesKey,
): Promise<{ readonly provider: MarketProvider; readonly instrument: Instrument }> {
  const provider = market.at(venue, workspaceId)
  if (!provider?.timeframes.includes(timeframe))
    throw new JobFailed('NO_VENUE', `There are no ${timeframe} bars of ${venue} here any more.`)
  const instrument = (await provider.instruments()).find(each => each.symbol === symbol)
  if (!instrument) throw new JobFailed('NO_SYMBOL', `${venue} has no symbol ${symbol} any more.`)
  return { provider, instrument }
}
