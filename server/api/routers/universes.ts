import { z } from 'zod'
import { db } from '../../db/client'
import { found, refuse } from '../../errors'
import type { MarketProvider } from '../../market/provider'
import { universeSchema } from '../../market/universe/chain'
import { lastPrice, quoteVolume, spread, volatility } from '../../market/universe/facts'
import { ageDays } from '../../market/universe/resolve'
import { universeAt } from '../../screens/universe'
import { barSource, market } from '../../services'
import { nameOf } from '../../workspaces/actor'
import { assertOwnScreens } from '../ownScreens'
import { router, workspaceProcedure } from '../procedures'

const name = z.string().trim().min(1, 'Give it a name.').max(80, 'At most 80 characters.')
const venue = z.string().min(1).max(40)
const universeId = z.uuid()

/** What the facts in the list of members look back on. */
const FACT_DAYS = 30
const MOST_SHOWN = 1_000
const MOST_UNIVERSES = 500

const fields = {
  id: true,
  name: true,
  venue: true,
  chain: true,
  createdBy: true,
  createdAt: true,
  updatedAt: true,
} as const

const shown = <Row extends { chain: unknown }>({ chain, ...row }: Row) => ({
  ...row,
  universe: universeSchema.parse(chain),
})

export const universesRouter = router({
  list: workspaceProcedure('universe', 'read').query(async ({ ctx }) =>
    (await ctx.db.universe.findMany({ orderBy: { name: 'asc' }, take: MOST_UNIVERSES, select: fields })).map(
      shown,
    ),
  ),

  get: workspaceProcedure('universe', 'read')
    .input(z.object({ universeId }))
    .query(async ({ ctx, input }) =>
      shown(
        found(
          await ctx.db.universe.findUnique({ where: { id: input.universeId }, select: fields }),
          'universe',
        ),
      ),
    ),

  create: workspaceProcedure('universe', 'edit')
    .input(z.object({ name, venue, universe: universeSchema.default({ steps: [] }) }))
    .mutation(async ({ ctx, input }) => {
      providerOf(input.venue, ctx.workspace.id)
      await assertOwnScreens(ctx.db, input.universe)
      return shown(
        await db.universe.create({
          // The plain client: the row is stamped here.
          data: {
            workspaceId: ctx.workspace.id,
            name: input.name,
            venue: input.venue,
            chain: input.universe,
            createdBy: nameOf(ctx.actor),
          },
          select: fields,
        }),
      )
    }),

  rename: workspaceProcedure('universe', 'edit')
    .input(z.object({ universeId, name }))
    .mutation(async ({ ctx, input }) =>
      shown(
        await ctx.db.universe.update({
          where: { id: input.universeId },
          data: { name: input.name },
          select: fields,
        }),
      ),
    ),

  /** Screens that were made with it keep the chain they were made with. */
  save: workspaceProcedure('universe', 'edit')
    .input(z.object({ universeId, universe: universeSchema }))
    .mutation(async ({ ctx, input }) => {
      await assertOwnScreens(ctx.db, input.universe)
      return shown(
        await ctx.db.universe.update({
          where: { id: input.universeId },
          data: { chain: input.universe },
          select: fields,
        }),
      )
    }),

  remove: workspaceProcedure('universe', 'edit')
    .input(z.object({ universeId }))
    .mutation(async ({ ctx, input }) => {
      await ctx.db.universe.delete({ where: { id: input.universeId }, select: { id: true } })
    }),

  /** What each filter of a chain leaves as of a moment, and the facts of those that are left. */
  resolve: workspaceProcedure('universe', 'read')
    .input(
      z.object({
        venue,
        universe: universeSchema,
        /** The venue's present when it is not given. */
        at: z.date().optional(),
      }),
    )
    .query(async ({ ctx, input: { venue: name, universe, at: asked } }) => {
      const provider = providerOf(name, ctx.workspace.id)
      const at = Math.min(asked?.getTime() ?? Number.POSITIVE_INFINITY, provider.now())
      const of = { workspaceId: ctx.workspace.id, provider, source: barSource, universe }
      const { listed, steps, instruments, bars } = await universeAt(db, of, at, FACT_DAYS)
      return {
        at: new Date(at),
        listed,
        steps,
        kept: instruments.length,
        factDays: FACT_DAYS,
        members: instruments.slice(0, MOST_SHOWN).map(instrument => {
          const known = bars.get(instrument.symbol)
          return {
            symbol: instrument.symbol,
            name: instrument.name,
            sector: instrument.sector,
            currency: instrument.currency,
            ageDays: ageDays(instrument, at),
            price: known ? lastPrice(known) : null,
            quoteVolume: known ? quoteVolume(known, FACT_DAYS) : null,
            volatility: known ? volatility(known, FACT_DAYS) : null,
            spread: known ? spread(known, FACT_DAYS) : null,
          }
        }),
      }
    }),
})

function providerOf(name: string, workspaceId: string): MarketProvider {
  return (
    market.at(name, workspaceId) ??
    refuse(
      'BAD_INPUT',
      `There is no venue ${name}. Choose one of: ${market.venuesOf(workspaceId).join(', ')}.`,
    )
  )
}
