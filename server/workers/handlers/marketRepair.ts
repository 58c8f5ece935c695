import type { Market } from '../../market/market'
import { type Repaired, repair } from '../../market/source/repair'
import type { BarStore } from '../../market/store/store'
import type { Handlers } from '../define'
import type { jobs } from '../jobs'
import { seriesOf } from './series'

/** Asks the venue again for what is missing or doubtful among the stored bars; the stage says what came of it. */
export const marketRepair =
  (market: Market, store: BarStore): Handlers<typeof jobs>['market.repair'] =>
  async ({ venue, symbol, timeframe }, { workspaceId, signal, progress }) => {
    const { provider, instrument } = await seriesOf(market, workspaceId, { venue, symbol, timeframe })
    const repaired = await repair(store, provider, instrument, timeframe, {
      signal,
      tell: (fraction, soFar) => progress(fraction, told(soFar)),
    })
    progress(1, told(repaired))
  }

/** `2 of 14 missing and 1 of 3 doubtful bars put right, and 4 slower ones`. */
function told({ missing, doubtful, added, corrected, slower }: Repaired): string {
  if (missing + doubtful === 0) return 'Nothing is missing or doubtful'
  const also = slower > 0 ? `; ${slower} slower bars with them` : ''
  return `${missing} missing, ${doubtful} doubtful: ${added} added, ${corrected} corrected by the venue${also}`
}
