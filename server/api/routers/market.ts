import { tracked } from '@trpc/server'
import { z } from 'zod'
import { TIMEFRAMES } from '../../../sandbox/ir/timeframe'
import { systemClock, systemSleep } from '../../clock'
import { db } from '../../db/client'
import { refuse } from '../../errors'
import { statusReader } from '../../feed/status'
import { watchBars } from '../../feed/watch'
import type { MarketProvider } from '../../market/provider'
import { asLists } from '../../market/store/columns'
import { barSource, liveHub, market } from '../../services'
import { router, workspaceProcedure } from '../procedures'

const BARS = 2_000
/** Symbols a reader may watch at once. */
const WATCHED = 50
/** An age that people read has to be young itself. */
const TELL_MS = 1_000

const venue = z.string().min(1).max(40)

export const marketRouter = router({
  venues: workspaceProcedure('market', 'read').query(({ ctx }) =>
    market.venuesOf(ctx.workspace.id).map(each => {
      const { timeframes, live } = providerOf(each, ctx.workspace.id)
      return { venue: each, timeframes, live, speed: market.pace.speed }
    }),
  ),

  instruments: workspaceProcedure('market', 'read')
    .input(z.object({ venue }))
    .query(({ ctx, input }) => providerOf(input.venue, ctx.workspace.id).instruments()),

  /** The last 24 hours of every symbol that trades. */
  dayTickers: workspaceProcedure('market', 'read')
    .input(z.object({ venue }))
    .query(({ ctx, input }) => providerOf(input.venue, ctx.workspace.id).dayTickers()),

  /** The newest closed bars of one symbol, oldest first, and the one that is forming. */
  bars: workspaceProcedure('market', 'read')
    .input(
      z.object({
        venue,
        symbol: z.string().min(1).max(40),
        timeframe: z.enum(TIMEFRAMES),
        count: z.number().int().min(1).max(BARS).default(500),
      }),
    )
    .query(async ({ ctx, input }) => {
      const provider = providerOf(input.venue, ctx.workspace.id)
      const instruments = await provider.instruments()
      const instrument = instruments.find(each => each.symbol === input.symbol)
      if (!instrument) refuse('NOT_FOUND', `${input.venue} has no symbol ${input.symbol}.`)
      const bars = await barSource.barsBefore(
        provider,
        input.symbol,
        input.timeframe,
        // What is gone shows its last bars.
        Math.min(provider.now(), instrument.delistedAt ?? Number.POSITIVE_INFINITY),
        input.count,
      )
      const moves = provider.live && instrument.status !== 'delisted'
      return {
        instrument,
        bars: asLists(bars),
        /** Null where prices don’t move. */
        forming: moves ? await provider.forming(input.symbol, input.timeframe) : null,
      }
    }),

  /**
   * Bars as they grow and close: how they stand first, then of each symbol that changed what is newest. Who comes back is
   * told what closed meanwhile, or that it is too much to tell; who reads too slowly, how many updates were left out.
   */
  watchBars: workspaceProcedure('market', 'read')
    .input(
      z.object({
        venue,
        symbols: z.array(z.string().min(1).max(40)).min(1).max(WATCHED),
        timeframe: z.enum(TIMEFRAMES),
        lastEventId: z.string().max(100).nullish(),
      }),
    )
    .subscription(async function* ({ ctx, input, signal }) {
      const provider = providerOf(input.venue, ctx.workspace.id)
      const known = new Map((await provider.instruments()).map(each => [each.symbol, each]))
      const instruments = [...new Set(input.symbols)].map(
        symbol => known.get(symbol) ?? refuse('NOT_FOUND', `${input.venue} has no symbol ${symbol}.`),
      )
      if (!provider.live)
        refuse('NOT_FOUND', `The bars of ${input.venue} do not move: there is nothing to watch.`)
      const { timeframe, lastEventId } = input
      const since = Number(lastEventId ?? Number.NaN)
      const parts = {
        hub: liveHub,
        source: barSource,
        provider,
        speed: speedOf(provider),
        instruments,
        timeframe,
        since: Number.isFinite(since) ? since : null,
        drained: ctx.drained,
      }
      for await (const event of watchBars(parts, signal)) yield tracked(`${event.at}`, event)
    }),

  /** Whether prices flow, and how old what the venues told last is. */
  feed: workspaceProcedure('market', 'read').query(() => feedStatus()),

  /** The same every second. */
  watchFeed: workspaceProcedure('market', 'read')
    .input(z.object({ lastEventId: z.string().max(100).nullish() }))
    .subscription(async function* ({ ctx, signal }) {
      for (let told = 0; !signal?.aborted; told++) {
        await ctx.drained(signal)
        yield tracked(`${told}`, await feedStatus())
        await systemSleep(TELL_MS, signal)
      }
    }),
})

function providerOf(name: string, workspaceId: string): MarketProvider {
  return (
    market.at(name, workspaceId) ??
    refuse(
      'NOT_FOUND',
      `There is no venue ${name}. Choose one of: ${market.venuesOf(workspaceId).join(', ')}.`,
    )
  )
}

const speedOf = (provider: MarketProvider): number => (provider.computed ? market.pace.speed : 1)

const feedStatus = statusReader({
  db,
  market,
  speedOf,
  carriedMs: venue => liveHub.carriedMs(venue),
  now: systemClock.now,
})
