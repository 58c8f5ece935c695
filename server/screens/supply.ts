import type { BarColumns } from '../../sandbox/ir/bars'
import type { Timeframe } from '../../sandbox/ir/timeframe'
import type { Screen, ScreenBars } from '../engine/screen'
import { refuse } from '../errors'
import type { MarketProvider } from '../market/provider'
import type { BarSource } from '../market/source/source'

/** Loads what a screen reads to judge symbols by their bars that closed at `until`, in the order asked. */
export type BarSupply = (symbols: readonly string[], signal?: AbortSignal) => Promise<readonly ScreenBars[]>

/** Bars of another instrument are loaded once for all symbols. Refuses when the venue does not have it. */
export async function supplyBars(
  source: Pick<BarSource, 'barsBefore' | 'barsBeforeAll'>,
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
  return async (symbols, signal) => {
    const load = (timeframe: Timeframe, bars: number) =>
      source.barsBeforeAll(provider, symbols, timeframe, until, bars, signal)
    const slower = new Map<Timeframe, readonly BarColumns[]>()
    for (const { timeframe, instrument, bars } of screen.others)
      if (instrument === null) slower.set(timeframe, await load(timeframe, bars))
    const own = await load(screen.own.timeframe, screen.own.bars)
    return own.map(
      (bars, k): ScreenBars => ({
        own: bars,
        others: ({ timeframe, instrument }) =>
          (instrument === null
            ? timeframe && slower.get(timeframe)?.[k]
            : shared.get(`${instrument} ${timeframe}`)) || null,
      }),
    )
  }
}
