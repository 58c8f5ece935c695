import { z } from 'zod'
import { askForBacktest, askOnceMore } from '../../backtests/ask'
import { backtestName, backtestShape, settingsInput, withSettings } from '../../backtests/input'
import { listsOf } from '../../backtests/lists'
import { withLuck } from '../../backtests/luck'
import { metricGuide } from '../../backtests/metrics'
import { createShare, liveShares, revokeShare } from '../../backtests/share'
import { backtestFields, shown } from '../../backtests/show'
import { readPage, readReport } from '../../backtests/stored'
import { outlineOf, versionOf } from '../../backtests/subject'
import { rememberTrial, trialsOf } from '../../backtests/trials'
import { valuesAt } from '../../backtests/values'
import { db } from '../../db/client'
import { found, refuse } from '../../errors'
import { barSource, market } from '../../services'
import { cancelJob } from '../../workers/ledger'
import { nameOf } from '../../workspaces/actor'
import { assertOwnScreens } from '../ownScreens'
import { nextOf, pageOf, pageShape } from '../pages'
import { router, workspaceProcedure } from '../procedures'

const backtestId = z.uuid()
const DAY_MS = 86_400_000

const services = { db, market, source: barSource }

export const backtestsRouter = router({
  /** Asks for a backtest; its job starts at once. */
  create: workspaceProcedure('strategy', 'run')
    .input(
      z
        .object({
          strategyId: z.uuid(),
          /** The newest version that compiles, unless one is named. */
          versionId: z.uuid().optional(),
          name: backtestName.optional(),
          ...backtestShape,
          settings: settingsInput.default({}),
        })
        .transform(withSettings),
    )
    .mutation(async ({ ctx, input }) => {
      await assertOwnScreens(ctx.db, input.universe)
      return askForBacktest(services, { ...input, workspace: ctx.workspace, createdBy: nameOf(ctx.actor) })
    }),

  /** What would be run: the version, the parameters it declares and what it gives out. */
  subject: workspaceProcedure('strategy', 'read')
    .input(z.object({ strategyId: z.uuid(), versionId: z.uuid().optional() }))
    .query(async ({ ctx, input: { strategyId, versionId } }) =>
      outlineOf(await versionOf(db, ctx.workspace.id, strategyId, versionId)),
    ),

  /** Newest first. */
  list: workspaceProcedure('strategy', 'read')
    .input(
      z.object({
        strategyId: z.uuid().optional(),
        ...pageShape,
      }),
    )
    .query(async ({ ctx, input: { strategyId, ...page } }) => {
      const rows = await ctx.db.backtest.findMany({
        where: strategyId === undefined ? {} : { strategyId },
        ...pageOf(page),
        select: backtestFields,
      })
      return { backtests: rows.map(shown), next: nextOf(rows, page) }
    }),

  /** What was asked, how far it is and, once it is done, all but the lists. */
  get: workspaceProcedure('strategy', 'read')
    .input(z.object({ backtestId }))
    .query(async ({ ctx, input }) => {
      const row = found(
        await ctx.db.backtest.findUnique({
          where: { id: input.backtestId },
          select: {
            ...backtestFields,
            result: { select: { ...backtestFields.result.select, report: true, page: true } },
          },
        }),
        'backtest',
      )
      const { result } = row
      if (!result) return { ...shown(row), report: null, page: null }
      const [{ views: _views, ...report }, page, trials] = await Promise.all([
        readReport(result.report),
        readPage(result.page),
        trialsOf(db, row.strategy.id),
      ])
      return { ...shown(row), report: withLuck(report, trials), page }
    }),

  /** The trades of a finished backtest and the signals it did not take, with how many of each there are. */
  trades: workspaceProcedure('strategy', 'read')
    .input(z.object({ backtestId }))
    .query(async ({ ctx, input }) => {
      const result = await resultOf(
        ctx.db.backtest.findUnique({
          where: { id: input.backtestId },
          select: { result: { select: { lists: true } } },
        }),
      )
      return listsOf(result.lists)
    }),

  /** The values of the strategy at some bars: what it saw when it entered and when it left. */
  values: workspaceProcedure('strategy', 'read')
    .input(
      z.object({
        backtestId,
        symbol: z.string().min(1).max(80),
        moments: z
          .array(z.object({ time: z.number().int(), at: z.enum(['bar', 'bar before', 'signal before']) }))
          .min(1)
          .max(4),
      }),
    )
    .query(({ ctx, input }) =>
      valuesAt(services, {
        workspaceId: ctx.workspace.id,
        backtestId: input.backtestId,
        symbol: input.symbol,
        moments: input.moments,
      }),
    ),

  /** Every metric there is: its formula, unit and which way is better. */
  metrics: workspaceProcedure('strategy', 'read').query(metricGuide),

  /** The statistics as other programs would print them. */
  views: workspaceProcedure('strategy', 'read')
    .input(z.object({ backtestId }))
    .query(async ({ ctx, input }) => {
      const result = await resultOf(
        ctx.db.backtest.findUnique({
          where: { id: input.backtestId },
          select: { result: { select: { report: true } } },
        }),
      )
      return (await readReport(result.report)).views
    }),

  /** The links that open this report to anybody. */
  shares: workspaceProcedure('strategy', 'share')
    .input(z.object({ backtestId }))
    .query(({ ctx, input }) => liveShares(db, ctx.workspace.id, input.backtestId, ctx.now())),

  /** Makes a link that opens this report to anybody who has it. Its token is told once. */
  share: workspaceProcedure('strategy', 'share')
    .input(
      z.object({
        backtestId,
        /** null: until it is revoked. */
        expiresInDays: z.number().int().min(1).max(730).nullable().default(30),
      }),
    )
    .mutation(({ ctx, input: { backtestId, expiresInDays } }) => {
      const now = ctx.now()
      const expiresAt = expiresInDays === null ? null : new Date(now.getTime() + expiresInDays * DAY_MS)
      return createShare(db, ctx, { workspaceId: ctx.workspace.id, backtestId, expiresAt, now })
    }),

  unshare: workspaceProcedure('strategy', 'share')
    .input(z.object({ shareId: z.uuid() }))
    .mutation(({ ctx, input }) =>
      revokeShare(db, ctx, { workspaceId: ctx.workspace.id, shareId: input.shareId, now: ctx.now() }),
    ),

  rename: workspaceProcedure('strategy', 'run')
    .input(z.object({ backtestId, name: backtestName }))
    .mutation(async ({ ctx, input }) =>
      shown(
        await ctx.db.backtest.update({
          where: { id: input.backtestId },
          data: { name: input.name },
          select: backtestFields,
        }),
      ),
    ),

  /** Stops it where it still runs, and removes it with its result, unless another backtest came to the same one. */
  remove: workspaceProcedure('strategy', 'run')
    .input(z.object({ backtestId }))
    .mutation(async ({ ctx, input }) => {
      const { job, resultId } = found(
        await ctx.db.backtest.findUnique({
          where: { id: input.backtestId },
          select: { resultId: true, job: { select: { id: true } } },
        }),
        'backtest',
      )
      if (job) await cancelJob(db, job.id)
      await db.$transaction(async tx => {
        await rememberTrial(tx, input.backtestId)
        await tx.backtest.delete({ where: { id: input.backtestId }, select: { id: true } })
      })
      if (resultId)
        await ctx.db.backtestResult.deleteMany({ where: { id: resultId, backtests: { none: {} } } })
    }),

  /** The same again: one that failed or was cancelled starts over, of another a copy is made. */
  again: workspaceProcedure('strategy', 'run')
    .input(z.object({ backtestId }))
    .mutation(({ ctx, input }) => askOnceMore(services, ctx.workspace, input.backtestId, nameOf(ctx.actor))),
})

async function resultOf<Result>(
  row: PromiseLike<{ readonly result: Result | null } | null>,
): Promise<Result> {
  const { result } = found(await row, 'backtest')
  return result ?? refuse('NOT_POSSIBLE_NOW', 'This backtest is not done yet. Wait until its job is.')
}
