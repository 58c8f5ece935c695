import { setImmediate as breathe } from 'node:timers/promises'
import type { Market } from '../../market/market'
import {
  type BackfillProgress,
  backfill,
  grouped,
  MOST_BARS,
  planBackfill,
  tooManyBars,
} from '../../market/source/backfill'
import type { BarStore } from '../../market/store/store'
import { type Handlers, JobFailed } from '../define'
import type { jobs } from '../jobs'
import { seriesOf } from './series'

/** Brings the bars of a range into the store: the parts the venue was not asked for yet, and no others. */
export const marketBackfill =
  (market: Market, store: BarStore): Handlers<typeof jobs>['market.backfill'] =>
  async ({ venue, symbol, timeframe, from, to }, context) => {
    const { provider, instrument } = await seriesOf(market, context.workspaceId, { venue, symbol, timeframe })
    const range = { from, to }
    const { missingBars } = await planBackfill(store, provider, instrument, timeframe, range)
    if (missingBars > MOST_BARS) throw new JobFailed('TOO_LARGE', tooManyBars(missingBars))
    const tell = ({ done, total, at }: BackfillProgress) =>
      context.progress(total === 0 ? 1 : done / total, stage({ done, total, at }))
    await backfill(store, provider, instrument, timeframe, range, { signal: context.signal, tell })
    await breathe()
  }

const stage = ({ done, total, at }: BackfillProgress): string =>
  done >= total
    ? `${grouped(total)} bars`
    : `${grouped(done)} of ${grouped(total)} bars, at ${new Date(at).toISOString().slice(0, 10)}`
