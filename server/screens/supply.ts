import type { BarColumns } from '../../sandbox/ir/bars'
import type { Screen, ScreenBars } from '../engine/screen'
import { refuse } from '../errors'
import type { MarketProvider } from '../market/provider'
import type { BarSource } from '../market/source/source'

/** Loads what a screen reads to judge a symbol by its bars that closed at `until`. */
export type BarSupply = (symbol: string) => Promise<ScreenBars>

/** Bars of another instrument are loaded once for all symbols. Refuses when the venue does not have it. */
export async function supplyBars(
  source: Pick<BarSource, 'barsBefore'>,
  provider: MarketProvider,
  screen: Screen,
  until: number,
): Promise<BarSupply> {
  const known = new Set((await provider.instruments()).map(each => each.symbol))
  const shared = new Map<string, BarColumns>()
  for (const { timeframe, instrument, bars } of screen.others) {
    if (instrument === null) continue
    if (!known.has(instrument))
      refuse('NOT_POSSIBLE_NOW', `The strategy reads ${instrument}, which ${provider.venue} does not have.`)
    shared.set(
      `${instrument} ${timeframe}`,
      await source.barsBefore(provider, instrument, timeframe, until, bars),
    )
  }
  return async symbol => {
    const slower = new Map<string, BarColumns>()
    for (const { timeframe, instrument, bars } of screen.others)
      if (instrument === null)
        slower.set(timeframe, await source.barsBefore(provider, symbol, timeframe, until, bars))
    return {
      own: await source.barsBefore(provider, symbol, screen.own.timeframe, until, screen.own.bars),
      others: ({ timeframe, instrument }) =>
        (instrument === null ? slower.get(timeframe ?? '') : shared.get(`${instrument} ${timeframe}`)) ??
        null,
    }
  }
}
