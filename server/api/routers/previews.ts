import { z } from 'zod'
import { TIMEFRAMES } from '../../../sandbox/ir/timeframe'
import { LIMITS, type Tier } from '../../backtests/limits'
import { db } from '../../db/client'
import { refuse } from '../../errors'
import { compileDocument } from '../../guests/compile'
import { universeSchema } from '../../market/universe/chain'
import { LIMITS as SEARCHES } from '../../optimise/limits'
import { screenDraft } from '../../screens/draft'
import { barSource, market } from '../../services'
import { documentInput } from '../../strategies/documents'
import { router, workspaceProcedure } from '../procedures'

/** Smallest first. */
const TIERS: readonly Tier[] = ['free', 'pro', 'elite']

export const previewsRouter = router({
  /** What each plan holds of symbols and bars, and which one the workspace is on. */
  plans: workspaceProcedure('market', 'read').query(({ ctx }) => ({
    tier: ctx.workspace.tier,
    plans: TIERS.map(tier => ({
      tier,
      symbols: LIMITS[tier].symbols,
      bars: LIMITS[tier].bars,
      searched: SEARCHES[tier].symbols,
    })),
  })),

  /**
   * What a document that is being written matches now. A mutation, for a document is too long for an address; nothing is kept. Who
   * hangs up ends it.
   */
  matches: workspaceProcedure('strategy', 'run')
    .input(
      z.object({
        ...documentInput,
        params: z
          .record(z.string().max(80), z.union([z.number(), z.boolean(), z.string().max(80)]))
          .optional(),
        venue: z.string().min(1).max(40),
        timeframe: z.enum(TIMEFRAMES),
        universe: universeSchema.default({ steps: [] }),
      }),
    )
    .mutation(async ({ ctx, input, signal }) => {
      const { venue, timeframe, universe, kind, document, params } = input
      const provider =
        market.at(venue, ctx.workspace.id) ??
        refuse(
          'NOT_FOUND',
          `There is no venue ${venue}. Choose one of: ${market.venuesOf(ctx.workspace.id).join(', ')}.`,
        )
      const compiled = await compileDocument({ kind, document, ...(params && { params }) })
      if (!compiled.ok)
        refuse(
          'DOES_NOT_COMPILE',
          'The document has problems. Correct them and its matches come by themselves.',
        )
      signal?.throwIfAborted()
      return screenDraft(db, barSource, {
        workspaceId: ctx.workspace.id,
        program: compiled.program,
        provider,
        timeframe,
        universe,
        signal,
      })
    }),
})
