// What is stored of an instrument's bars, how good it is, and the work that completes and repairs it.
import { z } from 'zod'
import { TIMEFRAMES, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import { db } from '../../db/client'
import { refuse } from '../../errors'
import { calendars } from '../../market/calendar'
import type { Instrument, MarketProvider } from '../../market/provider'
import { FLAGS, flagBars } from '../../market/quality/flags'
import { MOST_BARS, planBackfill, tooManyBars } from '../../market/source/backfill'
import { askedOf, coverageOf } from '../../market/source/coverage'
import { keptFrom } from '../../market/source/retention'
import { asLists, rowAt } from '../../market/store/columns'
import { barDays, barSource, barStore, market } from '../../services'
import { askForSeries, subjectOf } from '../../workers/askForSeries'
import { nameOf } from '../../workspaces/actor'
import { router, workspaceProcedure } from '../procedures'
import { jobFields, shownJob } from './jobs'

/** Bars one question may be about: what is said of them is worked out while somebody waits. */
const MOST_COVERED = 600_000
const MOST_FLAGGED = 20_000
const MOST_SHOWN = 5_000
/** Bars before a range, by which its first ones are judged. */
const LEAD_BARS = 200
const JOBS = 50

const instrument = z.object({ venue: z.string().min(1).max(40), symbol: z.string().min(1).max(40) })
const series = instrument.extend({ timeframe: z.enum(TIMEFRAMES) })
const time = z.number().int().min(0).max(8.64e15)
const range = series.extend({ from: time, to: time })

export const dataRouter = router({
  /** What is stored of an instrument, timeframe by timeframe. */
  series: workspaceProcedure('market', 'read')
    .input(instrument)
    .query(async ({ ctx, input }) => {
      const { provider, instrument } = await known(ctx.workspace.id, input)
      const stored = await barStore.summaries({ venue: provider.storedAs, symbol: input.symbol })
      const byTimeframe = new Map(stored.map(each => [each.key.timeframe, each]))
      const { id, title, zone } = calendars[instrument.calendar]
      return {
        instrument,
        calendar: { id, title, zone },
        /** The venue's present. */
        now: provider.now(),
        live: provider.live,
        /** The venue has every bar at hand: one that is not stored is no less there. */
        computed: provider.computed,
        series: provider.timeframes.map(timeframe => {
          const summary = byTimeframe.get(timeframe)
          return {
            timeframe,
            bars: summary?.bars ?? 0,
            /** Opens of the first and the last bar. */
            first: summary?.first ?? null,
            last: summary?.last ?? null,
            covered: summary ? askedOf(provider, summary) : [],
            bytes: summary?.packedBytes ?? 0,
            revision: summary?.revision ?? 0,
            changedAt: summary?.changedAt ?? null,
          }
        }),
      }
    }),

  /** Closed bars for a chart, oldest first: those that open before `cursor`, or the newest. */
  history: workspaceProcedure('market', 'read')
    .input(
      series.extend({
        cursor: time.optional(),
        count: z.number().int().min(1).max(MOST_SHOWN).default(1_000),
      }),
    )
    .query(async ({ ctx, input: { cursor, count, ...asked } }) => {
      const { provider } = await known(ctx.workspace.id, asked)
      const until = cursor ?? provider.now()
      return asLists(await barSource.barsBefore(provider, asked.symbol, asked.timeframe, until, count))
    }),

  /** Day by day what is stored of a range, its gaps, and how many of its bars are doubtful. */
  coverage: workspaceProcedure('market', 'read')
    .input(range)
    .query(async ({ ctx, input }) => {
      const { provider, instrument } = await known(ctx.workspace.id, input)
      limited(input, MOST_COVERED)
      return coverageOf(barStore, provider, instrument, input.timeframe, input)
    }),

  /** The doubtful bars of a range: `flags[i]` says by its bits, named in `bits`, what is doubtful about the bar at `time[i]`. */
  flags: workspaceProcedure('market', 'read')
    .input(range)
    .query(async ({ ctx, input }) => {
      const { provider, instrument } = await known(ctx.workspace.id, input)
      const { symbol, timeframe, from, to } = input
      limited(input, MOST_FLAGGED)
      const lead = from - LEAD_BARS * timeframeMs[timeframe]
      const bars = await barSource.range(provider, symbol, timeframe, lead, to)
      const flags = flagBars(bars, calendars[instrument.calendar], timeframe)
      const doubtful = [...flags.keys()].filter(row => flags[row] !== 0 && row >= rowAt(bars.time, from))
      return {
        bits: FLAGS,
        time: doubtful.map(row => bars.time[row] ?? 0),
        flags: doubtful.map(row => flags[row] ?? 0),
      }
    }),

  /** Fetches what is not stored of a range. One at a time for a series: asking again gives the job there is. */
  backfill: workspaceProcedure('market', 'edit')
    .input(range)
    .mutation(async ({ ctx, input }) => {
      const { provider, instrument } = await known(ctx.workspace.id, input)
      const { venue, symbol, timeframe, from, to } = input
      if (!provider.live)
        refuse('NOT_POSSIBLE_NOW', 'A file has no more bars than it came with. Import a longer one.')
      if (from >= to) refuse('BAD_INPUT', 'The range ends before it begins. Choose a later end.')
      if (timeframe === '1m' && from < keptFrom(provider.now(), barDays))
        refuse(
          'NOT_POSSIBLE_NOW',
          `This house keeps minute bars for ${barDays} days. Choose a later start or a slower timeframe.`,
          { days: barDays },
        )
      const plan = await planBackfill(barStore, provider, instrument, timeframe, { from, to })
      if (plan.bars === 0)
        refuse('BAD_INPUT', `No ${timeframe} bar of ${symbol} lies in this range. Choose a longer one.`)
      if (plan.missingBars > MOST_BARS)
        refuse('TOO_LARGE', tooManyBars(plan.missingBars), { limit: MOST_BARS, bars: plan.missingBars })
      const asked = await askForSeries(
        db,
        'market.backfill',
        { venue, symbol, timeframe, ...plan.stretch },
        { workspaceId: ctx.workspace.id, createdBy: nameOf(ctx.actor) },
      )
      return { ...asked, bars: plan.bars, missing: plan.missingBars }
    }),

  /** Asks the venue again for what is missing or doubtful of what is stored. */
  repair: workspaceProcedure('market', 'edit')
    .input(series)
    .mutation(async ({ ctx, input }) => {
      const { provider } = await known(ctx.workspace.id, input)
      const { venue, symbol, timeframe } = input
      if (!provider.live)
        refuse('NOT_POSSIBLE_NOW', 'A file can’t be asked again. Correct it and import it anew.')
      if ((await barStore.covered({ venue: provider.storedAs, symbol, timeframe })).length === 0)
        refuse('NOT_POSSIBLE_NOW', `No ${timeframe} bars of ${symbol} are stored. Fetch some first.`)
      return askForSeries(
        db,
        'market.repair',
        { venue, symbol, timeframe },
        { workspaceId: ctx.workspace.id, createdBy: nameOf(ctx.actor) },
      )
    }),

  /** The workspace's work on the instrument's bars, newest first. */
  jobs: workspaceProcedure('market', 'read')
    .input(instrument)
    .query(async ({ ctx, input: { venue, symbol } }) => {
      const subjects = TIMEFRAMES.map(timeframe => subjectOf({ venue, symbol, timeframe }))
      const rows = await ctx.db.job.findMany({
        where: { subject: { in: subjects } },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: JOBS,
        select: { ...jobFields, subject: true },
      })
      return rows.map(({ subject, ...row }) => ({
        ...shownJob(row),
        timeframe: TIMEFRAMES.find(timeframe => subjectOf({ venue, symbol, timeframe }) === subject) ?? null,
      }))
    }),
})

async function known(
  workspaceId: string,
  { venue, symbol, timeframe }: z.infer<typeof instrument> & { readonly timeframe?: Timeframe },
): Promise<{ readonly provider: MarketProvider; readonly instrument: Instrument }> {
  const provider =
    market.at(venue, workspaceId) ??
    refuse(
      'NOT_FOUND',
      `There is no venue ${venue}. Choose one of: ${market.venuesOf(workspaceId).join(', ')}.`,
    )
  const instrument =
    (await provider.instruments()).find(each => each.symbol === symbol) ??
    refuse('NOT_FOUND', `${venue} has no symbol ${symbol}.`)
  if (timeframe && !provider.timeframes.includes(timeframe))
    refuse(
      'BAD_INPUT',
      `${venue} has no ${timeframe} bars. Choose one of: ${provider.timeframes.join(', ')}.`,
    )
  return { provider, instrument }
}

function limited({ from, to, timeframe }: z.infer<typeof range>, most: number): void {
  if (from >= to) refuse('BAD_INPUT', 'The range ends before it begins. Choose a later end.')
  if ((to - from) / timeframeMs[timeframe] > most)
    refuse(
      'TOO_LARGE',
      `That is more than ${most.toLocaleString('en-US')} bars. Choose a shorter range or a slower timeframe.`,
      { limit: most },
    )
}
