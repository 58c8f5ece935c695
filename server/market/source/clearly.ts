import type { Timeframe } from '../../../sandbox/ir/timeframe'
import { NoBars, VenueProblem } from '../problem'
import type { MarketProvider } from '../provider'

/** Runs `ask`; a venue's trouble says which bars could not be had and what to do. */
export async function clearly<T>(
  { venue }: MarketProvider,
  symbol: string,
  timeframe: Timeframe,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof VenueProblem && !(error instanceof NoBars))
      throw new NoBars(venue, symbol, timeframe, error)
    throw error
  }
}
