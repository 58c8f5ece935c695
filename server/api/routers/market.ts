import { tracked } from '@trpc/server'
import { z } from 'zod'
import { TIMEFRAMES } from '../../../sandbox/ir/timeframe'
import { db } from '../../db/client'
import { refuse } from '../../errors'
import type { MarketProvider } from '../../market/provider'
import { topics } from '../../notices'
import { lastClosedBar } from '../../scheduler/due'
import { barSource, bus, market } from '../../services'
import { router, workspaceProcedure } from '../procedures'

/** The feed speaks every second; this silence is worth telling people. */
const SILENT_MS = 10_000
const BARS = 2_000

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
        provider.now(),
        input.count,
      )
      const plain = Object.fromEntries(Object.entries(bars).map(([name, column]) => [name, [...column]]))
      return {
        instrument,
        bars: plain as Record<keyof typeof bars, number[]>, // the same columns, as JSON can carry them
        forming: await provider.forming(input.symbol, input.timeframe),
      }
    }),

  /** Whether prices flow, and how old the last word of the feed is. */
  feed: workspaceProcedure('market', 'read').query(() => feedStatus()),

  /** The same whenever it changes, and every few seconds while it does not. */
  watchFeed: workspaceProcedure('market', 'read')
    .input(z.object({ lastEventId: z.string().max(100).nullish() }))
    .subscription(async function* ({ signal }) {
      const heard = bus.subscribe(market.venues.map(topics.quotes), signal)
      let told = 0
      let beats = 0
      try {
        yield tracked(`${++told}`, await feedStatus())
        for await (const event of heard) {
          // Quotes come every second, several notices each: every tenth is often enough for a status line.
          if (event.kind === 'notice' && ++beats % 10 !== 0) continue
          yield tracked(`${++told}`, await feedStatus())
        }
      } finally {
        heard.close()
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

async function feedStatus() {
  const rows = await db.$queryRaw<{ agems: number }[]>`
    select extract(epoch from now() - at)::float8 * 1000 as agems from "Heartbeat" where process = 'feed'`
  const ageMs = rows[0] ? Math.max(0, Math.round(rows[0].agems)) : null
  return {
    state:
      ageMs === null ? ('missing' as const) : ageMs < SILENT_MS ? ('flowing' as const) : ('silent' as const),
    ageMs,
    speed: market.pace.speed,
    venues: market.venues.flatMap(venue => {
      const now = market.at(venue, null)?.now()
      return now === undefined ? [] : { venue, now, lastMinute: lastClosedBar('1m', now) }
    }),
  }
}
