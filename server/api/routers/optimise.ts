import { availableParallelism } from 'node:os'
import { z } from 'zod'
import type { Program } from '../../../sandbox/ir/program'
import type { Timeframe } from '../../../sandbox/ir/timeframe'
import { askForBacktest } from '../../backtests/ask'
import { withSettings } from '../../backtests/input'
import { trialsOf } from '../../backtests/trials'
import { db } from '../../db/client'
import { TRIAL_STATS } from '../../engine/optimise/types'
import { luckSharpe } from '../../engine/report/sharpe'
import { found, refuse } from '../../errors'
import { applyParams } from '../../optimise/apply'
import { askForOptimisation, askOnceMore, weigh } from '../../optimise/ask'
import { cancel, pause, resume } from '../../optimise/control'
import { optimisationName, optimisationShape } from '../../optimise/input'
import { LIMITS, tooLarge } from '../../optimise/limits'
import { guessedMs } from '../../optimise/pace'
import { previewOf } from '../../optimise/preview'
import { markedMap, rowsOf } from '../../optimise/results'
import { optimisationFields, shown, spaceOf } from '../../optimise/show'
import { readOutcome } from '../../optimise/stored'
import { viewOf } from '../../optimise/view'
import { barSource, market } from '../../services'
import { cancelJob } from '../../workers/ledger'
import { nameOf } from '../../workspaces/actor'
import { assertOwnScreens } from '../ownScreens'
import { nextOf, pageOf, pageShape } from '../pages'
import { router, workspaceProcedure } from '../procedures'

const optimisationId = z.uuid()
/** Trials of one answer; the best come first. */
const MOST_ROWS = 20_000
const YEAR_MS = 365.25 * 86_400_000

const services = { db, market, source: barSource }
const asked = z.object(optimisationShape).transform(withSettings)

const metric = z.enum(TRIAL_STATS).optional()
/** Of a walk-forward: the window whose in-sample bars are told; null: the median over all of them. */
const window = z.number().int().min(0).max(10_000).nullable().default(null)

export const optimiseRouter = router({
  /** What a search would cost, before it is asked for: trials, bars, time, windows, and what the plan says against it. */
  estimate: workspaceProcedure('strategy', 'run')
    .input(asked)
    .query(async ({ ctx, input }) => {
      const { workspace } = ctx
      const weighed = await weigh(services, { ...input, workspace, createdBy: null })
      const { size, span, timelineBars, nodes } = weighed
      return {
        ...size,
        timelineBars,
        ms: guessedMs(size, nodes, availableParallelism()),
        from: span.from,
        to: span.to,
        windows: previewOf(input.walkForward, span, timelineBars),
        tooLarge: tooLarge(workspace.tier, size),
        limit: LIMITS[workspace.tier],
      }
    }),

  /** Asks for a search; its job starts as soon as there is room. */
  create: workspaceProcedure('strategy', 'run')
    .input(asked)
    .mutation(async ({ ctx, input }) => {
      await assertOwnScreens(ctx.db, input.universe)
      return askForOptimisation(services, {
        ...input,
        workspace: ctx.workspace,
        createdBy: nameOf(ctx.actor),
      })
    }),

  /** Newest first. */
  list: workspaceProcedure('strategy', 'read')
    .input(
      z.object({
        strategyId: z.uuid().optional(),
        ...pageShape,
      }),
    )
    .query(async ({ ctx, input: { strategyId, ...page } }) => {
      const rows = await ctx.db.optimisation.findMany({
        where: strategyId === undefined ? {} : { strategyId },
        ...pageOf(page),
        select: optimisationFields,
      })
      const done = await ctx.db.optimisation.findMany({
        where: { id: { in: rows.map(({ id }) => id) }, outcome: { not: null } },
        select: { id: true },
      })
      const isDone = new Set(done.map(({ id }) => id))
      return {
        optimisations: rows.map(row => shown(row, isDone.has(row.id))),
        next: nextOf(rows, page),
      }
    }),

  /** What was asked, how far it is, and what was made of all trials once the last one is done. */
  get: workspaceProcedure('strategy', 'read')
    .input(z.object({ optimisationId }))
    .query(async ({ ctx, input }) => {
      const row = found(
        await ctx.db.optimisation.findUnique({
          where: { id: input.optimisationId },
          select: {
            ...optimisationFields,
            outcome: true,
            version: { select: { id: true, number: true, program: true } },
          },
        }),
        'optimisation',
      )
      const { outcome, version, ...rest } = row
      const { program, ...named } = version
      const told = shown({ ...rest, version: named }, outcome !== null)
      // written by the compiler
      const { axes } = spaceOf(told.space, program as unknown as Program | null)
      const lineage = await trialsOf(db, row.strategy.id)
      const years = (row.to.getTime() - row.from.getTime()) / YEAR_MS
      return {
        ...told,
        axes,
        outcome: outcome && (await readOutcome(outcome)),
        luck: {
          /** Variants of the strategy that were ever tried. */
          trials: lineage,
          /** The Sharpe ratio that the best of as many worthless variants is expected to show over this period. */
          sharpe: lineage > 1 && years > 0 ? luckSharpe(lineage, Math.sqrt(1 / years)) : null,
        },
      }
    }),

  /** Finished trials, best first, in pages; they may be read while others run. */
  trials: workspaceProcedure('strategy', 'read')
    .input(
      z.object({
        optimisationId,
        metric,
        window,
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(MOST_ROWS).default(200),
      }),
    )
    .query(async ({ ctx, input }) => {
      const view = await viewOf(ctx.db, input)
      const rows = rowsOf(view)
      return {
        axes: view.axes.map(({ name }) => name),
        stats: TRIAL_STATS,
        total: rows.length,
        rows: rows.slice(input.offset, input.offset + input.limit),
      }
    }),

  /** One finished trial; of a walk-forward the median over its windows. */
  trial: workspaceProcedure('strategy', 'read')
    .input(z.object({ optimisationId, trial: z.number().int().min(0) }))
    .query(async ({ ctx, input }) => {
      const view = await viewOf(ctx.db, { ...input, window: null })
      const row = rowsOf(view).find(({ number }) => number === input.trial)
      return { stats: TRIAL_STATS, row: row ?? refuse('NOT_FOUND', `Trial ${input.trial + 1} is not done.`) }
    }),

  /** Two parameters against a metric; null: they are no two parameters that move. */
  heatMap: workspaceProcedure('strategy', 'read')
    .input(z.object({ optimisationId, metric, window, x: z.string().max(80), y: z.string().max(80) }))
    .query(async ({ ctx, input }) => markedMap(await viewOf(ctx.db, input), input.x, input.y)),

  /** Stops it for a while. What is finished is kept. */
  pause: workspaceProcedure('strategy', 'run')
    .input(z.object({ optimisationId }))
    .mutation(async ({ ctx, input }) => pause(db, await here(ctx.db, input), ctx.now())),

  /** Goes on where it was paused. */
  resume: workspaceProcedure('strategy', 'run')
    .input(z.object({ optimisationId }))
    .mutation(async ({ ctx, input }) => resume(db, await here(ctx.db, input))),

  /** Stops it for good; its finished trials stay. */
  cancel: workspaceProcedure('strategy', 'run')
    .input(z.object({ optimisationId }))
    .mutation(async ({ ctx, input }) => cancel(db, await here(ctx.db, input))),

  rename: workspaceProcedure('strategy', 'run')
    .input(z.object({ optimisationId, name: optimisationName }))
    .mutation(({ ctx, input }) =>
      ctx.db.optimisation.update({
        where: { id: input.optimisationId },
        data: { name: input.name },
        select: { id: true, name: true },
      }),
    ),

  /** Stops it where it still runs, and removes it with its trials; the strategy's count of trials stays. */
  remove: workspaceProcedure('strategy', 'run')
    .input(z.object({ optimisationId }))
    .mutation(async ({ ctx, input }) => {
      const { job } = found(
        await ctx.db.optimisation.findUnique({
          where: { id: input.optimisationId },
          select: { job: { select: { id: true } } },
        }),
        'optimisation',
      )
      if (job) await cancelJob(db, job.id)
      await ctx.db.$transaction(async tx => {
        const { doneTrials, strategyId } = await tx.optimisation.delete({
          where: { id: input.optimisationId },
          select: { doneTrials: true, strategyId: true },
        })
        await tx.strategy.update({
          where: { id: strategyId },
          data: { pastTrials: { increment: doneTrials } },
          select: { id: true },
        })
      })
    }),

  /** The same again: one that failed or was cancelled goes on where it ended, of another a copy is made. */
  again: workspaceProcedure('strategy', 'run')
    .input(z.object({ optimisationId }))
    .mutation(({ ctx, input }) =>
      askOnceMore(services, ctx.workspace, input.optimisationId, nameOf(ctx.actor)),
    ),

  /** Makes a version of the strategy whose defaults are those of a trial. */
  adopt: workspaceProcedure('strategy', 'edit')
    .input(z.object({ optimisationId, trial: z.number().int().min(0) }))
    .mutation(async ({ ctx, input }) => {
      const { row, params } = await trialOf(ctx.db, input)
      // The search was found in this workspace, and so was its strategy; the plain client may change it.
      return applyParams(db, {
        strategyId: row.strategy.id,
        versionId: row.version.id,
        params,
        name: row.name,
        createdBy: nameOf(ctx.actor),
      })
    }),

  /** Asks for the whole report of a trial. */
  backtest: workspaceProcedure('strategy', 'run')
    .input(z.object({ optimisationId, trial: z.number().int().min(0) }))
    .mutation(async ({ ctx, input }) => {
      const { row, params } = await trialOf(ctx.db, input)
      const { universe, settings } = shown(row, false)
      return askForBacktest(services, {
        workspace: ctx.workspace,
        strategyId: row.strategy.id,
        versionId: row.version.id,
        name: `${row.name}, trial ${input.trial + 1}`.slice(0, 120),
        venue: row.venue,
        timeframe: row.timeframe as Timeframe, // checked when it was asked for
        universe,
        params,
        settings,
        createdBy: nameOf(ctx.actor),
      })
    }),
})

type Scoped = Parameters<typeof viewOf>[0]

/** The id of a search that is in this workspace, so that the plain client may change it. */
async function here(scoped: Scoped, { optimisationId: id }: { readonly optimisationId: string }) {
  return found(await scoped.optimisation.findUnique({ where: { id }, select: { id: true } }), 'optimisation')
    .id
}

async function trialOf(
  scoped: Scoped,
  { optimisationId: id, trial }: { readonly optimisationId: string; readonly trial: number },
) {
  const read = found(
    await scoped.optimisation.findUnique({
      where: { id },
      select: {
        ...optimisationFields,
        version: { select: { id: true, number: true, program: true } },
      },
    }),
    'optimisation',
  )
  const { version, ...rest } = read
  const { program, ...named } = version
  const row = { ...rest, version: named }
  const { trials } = spaceOf(shown(row, false).space, program as unknown as Program | null) // written by the compiler
  const params = trials[trial] ?? refuse('NOT_FOUND', `The search has no trial ${trial + 1}.`)
  return { row, params: { ...(row.params as typeof params), ...params } } // checked when it was asked for
}
