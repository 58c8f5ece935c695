// Open, because who was given a link has no account. The token is the secret: 192 random bits. Nothing is told but what the report
// says: no ids, no people, no bars but those it was made on, nothing else of the workspace.
import { z } from 'zod'
import { listsOf } from '../../backtests/lists'
import { withLuck } from '../../backtests/luck'
import { metricGuide } from '../../backtests/metrics'
import { barsOfReport } from '../../backtests/reportBars'
import { openShare } from '../../backtests/share'
import { shown } from '../../backtests/show'
import { readPage, readReport } from '../../backtests/stored'
import { trialsOf } from '../../backtests/trials'
import { db } from '../../db/client'
import { found } from '../../errors'
import { asLists } from '../../market/store/columns'
import { barSource, market } from '../../services'
import { openProcedure, router } from '../procedures'

/** Of one answer; a chart shows fewer. */
const MOST_BARS = 5_000

const byToken = z.object({ token: z.string().max(64) })

export const sharedRouter = router({
  /** All of a report but its lists. */
  report: openProcedure.input(byToken).query(async ({ ctx, input }) => {
    const { backtestId, expiresAt } = await openShare(db, input.token, ctx.now())
    const row = found(
      await db.backtest.findUnique({
        where: { id: backtestId },
        select: {
          name: true,
          venue: true,
          timeframe: true,
          from: true,
          to: true,
          settings: true,
          universe: true,
          params: true,
          digest: true,
          strategy: { select: { id: true, name: true } },
          version: { select: { number: true } },
          result: {
            select: {
              summary: true,
              tookMs: true,
              createdAt: true,
              ...identityFields,
              report: true,
              page: true,
            },
          },
        },
      }),
      'report',
    )
    const { result: stored, strategy } = row
    const result = found(stored, 'report')
    const { universe: _universe, job: _job, ...told } = shown({ ...row, job: null, result })
    const [{ views: _views, ...report }, page, trials] = await Promise.all([
      readReport(result.report),
      readPage(result.page),
      trialsOf(db, strategy.id),
    ])
    return {
      ...told,
      strategy: { name: strategy.name },
      report: withLuck(report, trials),
      page,
      guide: metricGuide(),
      expiresAt,
    }
  }),

  /** Every metric there is; the same for everybody. */
  metrics: openProcedure.query(metricGuide),

  lists: openProcedure
    .input(byToken)
    .query(async ({ ctx, input }) => listsOf((await resultOf(input.token, ctx.now())).lists)),

  /** Bars under a trade: of the report's own symbols, inside its period. */
  bars: openProcedure
    .input(
      byToken.extend({
        symbol: z.string().min(1).max(80),
        until: z.number().int().min(0).max(8.64e15),
        count: z.number().int().min(1).max(MOST_BARS),
      }),
    )
    .query(async ({ ctx, input: { token, ...asked } }) => {
      const { backtestId } = await openShare(db, token, ctx.now())
      return asLists(await barsOfReport({ db, market, source: barSource }, backtestId, asked))
    }),

  /** The statistics as other programs would print them. */
  views: openProcedure
    .input(byToken)
    .query(
      async ({ ctx, input }) => (await readReport((await resultOf(input.token, ctx.now())).report)).views,
    ),
})

const identityFields = { address: true, data: true, catalogue: true } as const

async function resultOf(token: string, now: Date) {
  const { backtestId } = await openShare(db, token, now)
  const row = await db.backtest.findUnique({
    where: { id: backtestId },
    select: { result: { select: { lists: true, report: true } } },
  })
  return found(row?.result, 'report')
}
