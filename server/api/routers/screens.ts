import { tracked } from '@trpc/server'
import { z } from 'zod'
import { TIMEFRAMES, type Timeframe } from '../../../sandbox/ir/timeframe'
import { db } from '../../db/client'
import { rankRows } from '../../engine/screen'
import { found, refuse } from '../../errors'
import { universeSchema } from '../../market/universe/chain'
import { askForLatest } from '../../screens/ask'
import { followRun, readRun } from '../../screens/follow'
import { followLive, type LiveOptions } from '../../screens/live'
import { allRows } from '../../screens/rows'
import { universeAt } from '../../screens/universe'
import { barSource, bus, market } from '../../services'
import type { JobProblem } from '../../workers/define'
import { nameOf } from '../../workspaces/actor'
import { assertOwnScreens } from '../ownScreens'
import { router, workspaceProcedure } from '../procedures'

const name = z.string().trim().min(1, 'Give it a name.').max(80, 'At most 80 characters.')
const screenId = z.uuid()
const PAGE = 50

const screenFields = {
  id: true,
  name: true,
  venue: true,
  timeframe: true,
  universe: true,
  createdAt: true,
  updatedAt: true,
  strategy: { select: { id: true, name: true, summary: true } },
} as const

const runFields = {
  id: true,
  barTime: true,
  symbols: true,
  matches: true,
  createdAt: true,
  finishedAt: true,
  version: { select: { number: true } },
  job: { select: { id: true, state: true, progress: true, stage: true, problem: true } },
} as const

const shown = <Row extends { universe: unknown }>({ universe, ...row }: Row) => ({
  ...row,
  universe: universeSchema.parse(universe),
})

export const screensRouter = router({
  list: workspaceProcedure('screen', 'read').query(async ({ ctx }) => {
    const screens = await ctx.db.screen.findMany({
      orderBy: { createdAt: 'asc' },
      take: 500,
      select: {
        ...screenFields,
        runs: {
          orderBy: { barTime: 'desc' },
          take: 1,
          select: { id: true, barTime: true, matches: true, symbols: true, finishedAt: true },
        },
      },
    })
    return screens.map(shown)
  }),

  get: workspaceProcedure('screen', 'read')
    .input(z.object({ screenId }))
    .query(async ({ ctx, input }) =>
      shown(
        found(
          await ctx.db.screen.findUnique({ where: { id: input.screenId }, select: screenFields }),
          'screen',
        ),
      ),
    ),

  create: workspaceProcedure('screen', 'edit')
    .input(
      z.object({
        strategyId: z.uuid(),
        name,
        venue: z.string().min(1).max(40).default('simulated'),
        timeframe: z.enum(TIMEFRAMES),
        universe: universeSchema.default({ steps: [] }),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { strategyId, venue, timeframe, universe } = input
      const strategy = await ctx.db.strategy.findUnique({ where: { id: strategyId }, select: { id: true } })
      found(strategy, 'strategy')
      const provider = market.at(venue, ctx.workspace.id)
      if (!provider)
        refuse(
          'BAD_INPUT',
          `There is no venue ${venue}. Choose one of: ${market.venuesOf(ctx.workspace.id).join(', ')}.`,
        )
      if (!provider.timeframes.includes(timeframe))
        refuse('BAD_INPUT', `${venue} has no ${timeframe} bars. It has ${provider.timeframes.join(', ')}.`)
      await assertOwnScreens(ctx.db, universe)
      const of = { workspaceId: ctx.workspace.id, provider, source: barSource, universe }
      if ((await universeAt(db, of, provider.now())).instruments.length === 0)
        refuse('BAD_INPUT', 'This universe is empty. Loosen its filters until it holds a symbol.')
      return db.screen.create({
        // The plain client: the strategy was found in this workspace, and the row is stamped here.
        data: {
          workspaceId: ctx.workspace.id,
          strategyId,
          name: input.name,
          venue,
          timeframe,
          universe,
          createdBy: nameOf(ctx.actor),
        },
        select: screenFields,
      })
    }),

  rename: workspaceProcedure('screen', 'edit')
    .input(z.object({ screenId, name }))
    .mutation(({ ctx, input }) =>
      ctx.db.screen.update({
        where: { id: input.screenId },
        data: { name: input.name },
        select: screenFields,
      }),
    ),

  remove: workspaceProcedure('screen', 'edit')
    .input(z.object({ screenId }))
    .mutation(async ({ ctx, input }) => {
      await ctx.db.screen.delete({ where: { id: input.screenId }, select: { id: true } })
    }),

  /** Judges the newest closed bar. The same screen, version and bar is computed once, however often it is asked for. */
  run: workspaceProcedure('screen', 'run')
    .input(z.object({ screenId }))
    .mutation(async ({ ctx, input }) => {
      found(await ctx.db.screen.findUnique({ where: { id: input.screenId }, select: { id: true } }), 'screen')
      return askForLatest(db, market, input.screenId, nameOf(ctx.actor))
    }),

  /** Newest bar first; `cursor` is the last id of the page before. */
  runs: workspaceProcedure('screen', 'read')
    .input(
      z.object({
        screenId: screenId.optional(),
        cursor: z.uuid().optional(),
        limit: z.number().int().min(1).max(200).default(PAGE),
      }),
    )
    .query(async ({ ctx, input: { screenId: id, cursor, limit } }) => {
      const rows = await ctx.db.screenRun.findMany({
        where: id === undefined ? {} : { screenId: id },
        orderBy: [{ barTime: 'desc' }, { id: 'desc' }],
        ...(cursor && { cursor: { id: cursor }, skip: 1 }),
        take: limit,
        select: { ...runFields, screen: { select: { id: true, name: true, timeframe: true } } },
      })
      const runs = rows.map(({ job, ...run }) => ({
        ...run,
        // Written by the ledger.
        job: job && { ...job, problem: job.problem as JobProblem | null },
      }))
      return { runs, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null }
    }),

  /** A stored run with its rows, best first. */
  rows: workspaceProcedure('screen', 'read')
    .input(z.object({ runId: z.uuid(), matchedOnly: z.boolean().default(false) }))
    .query(async ({ ctx, input: { runId, matchedOnly } }) => {
      const owner = found(
        await ctx.db.screenRun.findUnique({
          where: { id: runId },
          select: { screen: { select: screenFields }, version: { select: { id: true, number: true } } },
        }),
        'run',
      )
      // Found in this workspace; the plain client reads the rest of it.
      const run = found(await readRun(db, runId), 'run')
      return {
        ...owner,
        screen: shown(owner.screen),
        run,
        rows: rankRows(await allRows(db, runId, matchedOnly)),
      }
    }),

  /** A run's state and rows as they come, to its end. Resumes after the last row that was received. */
  watch: workspaceProcedure('screen', 'read')
    .input(z.object({ runId: z.uuid(), lastEventId: z.string().max(100).nullish() }))
    .subscription(async function* ({ ctx, input: { runId, lastEventId }, signal }) {
      found(await ctx.db.screenRun.findUnique({ where: { id: runId }, select: { id: true } }), 'run')
      const resume = positionFrom(lastEventId)
      const after = resume?.runId === runId ? resume.after : -1
      const steps = followRun(db, bus, { workspaceId: ctx.workspace.id, runId, after }, signal)
      for await (const step of steps) yield tracked(idOf({ runId, after: step.after }), step.event)
    }),

  /** A screen from bar to bar: a run at each close, rows as they are computed, moving prices in between. */
  live: workspaceProcedure('screen', 'run')
    .input(z.object({ screenId, lastEventId: z.string().max(100).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      const screen = found(
        await ctx.db.screen.findUnique({
          where: { id: input.screenId },
          select: { venue: true, timeframe: true, universe: true },
        }),
        'screen',
      )
      const provider = market.at(screen.venue, ctx.workspace.id)
      if (!provider) refuse('NOT_POSSIBLE_NOW', `The venue ${screen.venue} is not there any more.`)
      const universe = universeSchema.parse(screen.universe)
      const of = { workspaceId: ctx.workspace.id, provider, source: barSource, universe }
      const { instruments } = await universeAt(db, of, provider.now())
      const options: LiveOptions = {
        workspaceId: ctx.workspace.id,
        venue: screen.venue,
        timeframe: screen.timeframe as Timeframe, // checked when the screen was made
        symbols: new Set(instruments.map(each => each.symbol)),
        resume: positionFrom(input.lastEventId),
        ask: () => askForLatest(db, market, input.screenId, nameOf(ctx.actor)),
      }
      for await (const { event, position } of followLive(db, bus, options, signal))
        yield tracked(idOf(position), event)
    }),
})

interface Position {
  readonly runId: string
  readonly after: number
}

const idOf = ({ runId, after }: Position): string => `${runId}:${after}`

/** A position that can't be read is none: the reader gets everything from the start. */
function positionFrom(id: string | null | undefined): Position | null {
  const match = /^([0-9a-f-]{36}):(-?\d{1,9})$/.exec(id ?? '')
  return match?.[1] ? { runId: match[1], after: Number(match[2]) } : null
}
