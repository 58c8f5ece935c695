// What programs do over REST. Field names are snake case here: this is a public contract, read in other languages.
import { z } from 'zod'
import { TIMEFRAMES } from '../../../sandbox/ir/timeframe'
import { askForBacktest } from '../../backtests/ask'
import { backtestName, backtestShape, readTogether } from '../../backtests/input'
import { readLeaving } from '../../backtests/leaving'
import { type Luck, withLuck } from '../../backtests/luck'
import { wholeReport } from '../../backtests/stored'
import { trialsOf } from '../../backtests/trials'
import { db } from '../../db/client'
import { settingsSchema } from '../../engine/backtest/settings'
import type { Report } from '../../engine/report/report'
import { rankRows } from '../../engine/screen'
import { found, refuse } from '../../errors'
import { JobState } from '../../generated/prisma/enums'
import { compileDocument } from '../../guests/compile'
import { askForLatest } from '../../screens/ask'
import { readRun } from '../../screens/follow'
import { allRows } from '../../screens/rows'
import { barSource, market } from '../../services'
import { documentInput } from '../../strategies/documents'
import type { JobProblem } from '../../workers/define'
import { type Actor, nameOf } from '../../workspaces/actor'
import type { ScopedDb } from '../../workspaces/scoped'
import { assertOwnScreens } from '../ownScreens'
import { router, type Workspace, workspaceProcedure } from '../procedures'

const timeframe = z.enum(TIMEFRAMES)

const { $schema: _dialect, ...settingsAsked } = z.toJSONSchema(settingsSchema, { io: 'input' })

/** One entry a function of `execute`. */
const execution = z.discriminatedUnion('function', [
  z.object({
    function: z.literal('run_screener'),
    strategy_id: z.uuid().describe('The strategy whose screen is run'),
    timeframe: timeframe
      .optional()
      .describe('Which of its screens, when it has several; the newest otherwise'),
  }),
  z
    .object({
      function: z.literal('run_backtest'),
      strategy_id: z.uuid().describe('The strategy that is traded'),
      version_id: z.uuid().optional().describe('One of its versions; the newest that compiles otherwise'),
      name: backtestName.optional(),
      ...backtestShape,
      settings: z
        .record(z.string(), z.unknown())
        .default({})
        // read by `readTogether`, whose refusals name the key; the document tells what it takes
        .meta({
          ...settingsAsked,
          description:
            'All optional, as the command line takes them. `mode` says what is made of the strategy: `signals` trades its entries and exits, `rank` holds the symbols with the best score, `events` studies what followed each signal.',
        }),
    })
    .superRefine((given, context) => void readTogether(given, context)),
])

type BacktestAsked = Extract<z.output<typeof execution>, { function: 'run_backtest' }>

const row = z.object({
  symbol: z.string(),
  matched: z.boolean(),
  score: z.number().nullable(),
  close: z.number(),
  change: z.number().nullable().describe('Since the bar before, as a fraction'),
  values: z.record(z.string(), z.number().nullable()).describe('The columns of the program, by name'),
})

/** Rows of a report, which nothing but `packed` wrote. */
const listed = z.array(z.unknown()).readonly()

export const machinesRouter = router({
  strategies: workspaceProcedure('strategy', 'read', {
    method: 'GET',
    path: '/strategies',
    summary: 'Strategies of the workspace, the last changed first',
    scope: 'read',
  })
    .output(
      z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          summary: z.string(),
          updated_at: z.date(),
          screens: z.array(z.object({ id: z.string(), name: z.string(), timeframe: z.string() })),
        }),
      ),
    )
    .query(async ({ ctx }) => {
      const strategies = await ctx.db.strategy.findMany({
        where: { archivedAt: null },
        orderBy: { updatedAt: 'desc' },
        take: 1_000,
        select: {
          id: true,
          name: true,
          summary: true,
          updatedAt: true,
          screens: { orderBy: { updatedAt: 'desc' }, select: { id: true, name: true, timeframe: true } },
        },
      })
      return strategies.map(({ updatedAt, ...strategy }) => ({ ...strategy, updated_at: updatedAt }))
    }),

  validateFilter: workspaceProcedure('strategy', 'read', {
    method: 'POST',
    path: '/validate-filter',
    summary: 'Compiles a document without keeping it',
    scope: 'read',
  })
    .input(z.object(documentInput))
    .output(
      z.object({
        ok: z.boolean(),
        digest: z
          .string()
          .nullable()
          .describe('Names the compiled program; the same meaning, the same digest'),
        outputs: z.array(z.string()).describe('What the program answers: filter, score, long …'),
        columns: z.array(z.string()),
        problems: z.array(
          z.object({
            code: z.string(),
            message: z.string(),
            severity: z.enum(['error', 'warning']),
            line: z.number().nullable(),
            column: z.number().nullable(),
            block: z.string().nullable(),
          }),
        ),
      }),
    )
    .mutation(async ({ input }) => {
      const compiled = await compileDocument(input)
      if (compiled.ok) {
        const { digest, outputs, columns } = compiled.program
        const names = columns.map(column => column.name)
        return { ok: true, digest, outputs: Object.keys(outputs), columns: names, problems: [] }
      }
      const problems = compiled.problems.map(({ code, message, severity, line, column, block }) => ({
        code,
        message,
        severity,
        line: line ?? null,
        column: column ?? null,
        block: block ?? null,
      }))
      return { ok: false, digest: null, outputs: [], columns: [], problems }
    }),

  execute: workspaceProcedure('screen', 'run', {
    method: 'POST',
    path: '/execute',
    summary: 'Runs a strategy; ask for the result under the run’s id',
    scope: 'run',
  })
    .input(execution)
    .output(
      z.union([
        z.object({
          run_id: z.string(),
          job_id: z.string(),
          created: z.boolean().describe('False: this bar was computed, or is being computed, already'),
          bar_time: z.date().describe('Open time of the closed bar that is judged'),
        }),
        z.object({
          backtest_id: z.string().describe('Ask for it under /backtests/{backtest_id}'),
          job_id: z.string(),
        }),
      ]),
    )
    .mutation(async ({ ctx, input }) => {
      if (input.function === 'run_backtest') return runBacktest(ctx, input)
      const strategy = await ctx.db.strategy.findUnique({
        where: { id: input.strategy_id },
        select: {
          name: true,
          screens: {
            where: input.timeframe ? { timeframe: input.timeframe } : {},
            orderBy: { updatedAt: 'desc' },
            take: 1,
            select: { id: true },
          },
        },
      })
      const { name, screens } = found(strategy, 'strategy')
      const [screen] = screens
      if (!screen) {
        const which = input.timeframe ? `${input.timeframe} screen` : 'screen'
        refuse('NOT_POSSIBLE_NOW', `${name} has no ${which}. Make one for it, then run it.`)
      }
      const asked = await askForLatest(db, market, screen.id, nameOf(ctx.actor))
      return {
        run_id: asked.runId,
        job_id: asked.jobId,
        created: asked.created,
        bar_time: new Date(asked.barTime),
      }
    }),

  run: workspaceProcedure('screen', 'read', {
    method: 'GET',
    path: '/runs/{run_id}',
    summary: 'How far a run is, and its rows, best first',
    scope: 'read',
  })
    .input(z.object({ run_id: z.uuid(), matched_only: z.boolean().default(false) }))
    .output(
      z.object({
        run_id: z.string(),
        state: z.enum(JobState),
        progress: z.number().describe('0 to 1'),
        bar_time: z.date(),
        symbols: z.number(),
        matches: z.number(),
        rows: z.array(row),
      }),
    )
    .query(async ({ ctx, input: { run_id, matched_only } }) => {
      found(await ctx.db.screenRun.findUnique({ where: { id: run_id }, select: { id: true } }), 'run')
      // Found in this workspace; the plain client reads the rest of it.
      const { state, progress, barTime, symbols, matches, columns } = found(await readRun(db, run_id), 'run')
      const rows = rankRows(await allRows(db, run_id, matched_only))
      return {
        run_id,
        state,
        progress,
        bar_time: barTime,
        symbols,
        matches,
        rows: rows.map(({ symbol, matched, score, close, change, values }) => ({
          symbol,
          matched,
          score,
          close,
          change,
          values: Object.fromEntries(columns.map((name, index) => [name, values[index] ?? null])),
        })),
      }
    }),

  backtest: workspaceProcedure('strategy', 'read', {
    method: 'GET',
    path: '/backtests/{backtest_id}',
    summary: 'How far a backtest is, and its report once it is done',
    scope: 'read',
  })
    .input(z.object({ backtest_id: z.uuid() }))
    .output(
      z.object({
        backtest_id: z.string(),
        state: z.enum(JobState),
        progress: z.number().describe('0 to 1'),
        stage: z.string(),
        problem: z.object({ code: z.string(), message: z.string() }).nullable(),
        report: z
          .looseObject({
            digest: z.string().describe('Names the program'),
            stats: z.record(z.string(), z.number().nullable()).describe('By metric'),
            undefinedStats: z.record(z.string(), z.string()).describe('Why a metric is null'),
            trades: listed,
            openTrades: listed,
            denied: listed.describe('Entries that our own rules refused'),
            rejectedSignals: listed.describe('Signals that found no slot or no money'),
            robustness: z
              .looseObject({
                variants: listed.describe(
                  'Headline statistics with other costs, a bar later, without the best trades',
                ),
                split: z.unknown().describe('Headline statistics in and out of sample'),
                findings: listed.describe('What they come to, each with a verdict and a sentence'),
              })
              .nullable()
              .describe('What is left of the result under other circumstances'),
            rank: z
              .looseObject({ rebalances: listed.describe('Each decision with the weights it asked for') })
              .optional()
              .describe('What was held, with mode `rank`'),
            events: z
              .looseObject({
                instances: z.number().describe('Signals that were studied'),
                horizons: listed.describe('Statistics of the returns after so many bars'),
                occurrences: listed.describe('Each instance with what followed it'),
              })
              .optional()
              .describe('What followed the signals, with mode `events`'),
            luck: z
              .looseObject({
                trials: z.number().describe('Variants of the strategy that were tried by now'),
                sharpe: z
                  .number()
                  .nullable()
                  .describe('The best Sharpe ratio to expect of as many worthless ones'),
                deflated: z.number().nullable().describe('How likely the true ratio is above that'),
              })
              .describe('As of now: later trials make the same result weaker'),
          })
          .nullable()
          .describe('What `sluice backtest --json` prints'),
      }),
    )
    .query(async ({ ctx, input: { backtest_id } }) => {
      const row = found(
        await ctx.db.backtest.findUnique({
          where: { id: backtest_id },
          select: {
            job: { select: { state: true, progress: true, stage: true, problem: true } },
            strategyId: true,
            result: { select: { report: true, lists: true, equity: true } },
          },
        }),
        'backtest',
      )
      const { job, result } = row
      return {
        backtest_id,
        state: result ? 'done' : (job?.state ?? 'cancelled'),
        progress: result ? 1 : (job?.progress ?? 0),
        stage: job?.stage ?? '',
        problem: (job?.problem ?? null) as JobProblem | null, // written by the ledger
        report: result && plainly(withLuck(await wholeReport(result), await trialsOf(db, row.strategyId))),
      }
    }),
})

/** Copies have an index signature, which interfaces lack. */
const plainly = ({ robustness, luck, rank, events, ...report }: Report & { readonly luck: Luck }) => ({
  ...report,
  ...(rank && { rank: { ...rank } }),
  ...(events && { events: { ...events } }),
  robustness: robustness && { ...robustness },
  luck: { ...luck },
})

async function runBacktest(
  { workspace, actor, db: own }: { workspace: Workspace; actor: Actor; db: ScopedDb },
  { strategy_id, version_id, settings, from, to, function: _function, ...asked }: BacktestAsked,
) {
  await assertOwnScreens(own, asked.universe)
  const read = readLeaving({
    ...settings,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  })
  // checked with the input, which alone can say where a problem stands
  if (!read.ok) refuse('BAD_INPUT', read.problems.map(({ message }) => message).join(' '))
  const { id, jobId } = await askForBacktest(
    { db, market, source: barSource },
    {
      ...asked,
      workspace,
      strategyId: strategy_id,
      versionId: version_id,
      settings: read.settings,
      createdBy: nameOf(actor),
    },
  )
  return { backtest_id: id, job_id: jobId }
}
