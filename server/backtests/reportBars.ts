import type { BarColumns } from '../../sandbox/ir/bars'
import { barOpen, isTimeframe, timeframeMs } from '../../sandbox/ir/timeframe'
import { found, refuse } from '../errors'
import type { PrismaClient } from '../generated/prisma/client'
import type { Market } from '../market/market'
import type { BarSource } from '../market/source/source'
import { within } from '../market/store/columns'
import { readReport } from './stored'

interface ReportBarsServices {
  readonly db: Pick<PrismaClient, 'backtest'>
  readonly market: Market
  readonly source: BarSource
}

interface ReportBarsAsked {
  readonly symbol: string
  /** The last of them opens before this. */
  readonly until: number
  readonly count: number
}

/** Bars that a report was made on, for somebody who may read nothing else: of its own symbols, inside its period. */
export async function barsOfReport(
  { db, market, source }: ReportBarsServices,
  backtestId: string,
  { symbol, until, count }: ReportBarsAsked,
): Promise<BarColumns> {
  const row = found(
    await db.backtest.findUnique({
      where: { id: backtestId },
      select: {
        workspaceId: true,
        venue: true,
        timeframe: true,
        from: true,
        to: true,
        result: { select: { report: true } },
      },
    }),
    'report',
  )
  const { venue, timeframe } = row
  const { symbols } = await readReport(found(row.result, 'report').report)
  if (!symbols.includes(symbol)) refuse('NOT_FOUND', `This report has no symbol ${symbol}.`)
  const provider = market.at(venue, row.workspaceId)
  const isListed = (await provider?.instruments())?.some(each => each.symbol === symbol)
  if (!provider || !isListed || !isTimeframe(timeframe))
    refuse('NOT_POSSIBLE_NOW', `The ${timeframe} bars of ${symbol} are no longer kept here.`)
  const end = barOpen(row.to.getTime(), timeframe) + timeframeMs[timeframe]
  const bars = await source.barsBefore(provider, symbol, timeframe, Math.min(until, end), count)
  return within(bars, row.from.getTime(), end)
}
