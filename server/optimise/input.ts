import { z } from 'zod'
import { backtestShape, settingsInput } from '../backtests/input'
import { type Choosing, type SearchSpace, TRIAL_STATS, type WalkForward } from '../engine/optimise/types'

export const optimisationName = z
  .string()
  .trim()
  .min(1, 'Give it a name.')
  .max(120, 'At most 120 characters.')

const MOST_PARAMS = 8
/** Of one parameter. More are no search but noise. */
const MOST_VALUES = 1_000
const MOST_TRIALS = 1_000_000
const MOST_BARS = 10_000_000

const value = z.union([z.number(), z.boolean(), z.string().max(200)])
const span = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('values'),
    values: z
      .array(value)
      .min(1, 'A parameter that moves needs values.')
      .max(MOST_VALUES, `At most ${MOST_VALUES} values of one parameter.`),
  }),
  z.strictObject({ kind: z.literal('range'), min: z.number(), max: z.number(), step: z.number() }),
])

const seed = z.number().int().min(0).max(0xffff_ffff)

/** Which parameters move, what values they take, and which of the combinations are tried. The engine reads what is inside. */
export const spaceSchema = z.strictObject({
  params: z
    .record(z.string().max(80), span)
    .refine(params => Object.keys(params).length > 0, { error: 'Choose a parameter that moves.' })
    .refine(params => Object.keys(params).length <= MOST_PARAMS, {
      error: `At most ${MOST_PARAMS} parameters move at once; more find anything.`,
    }),
  sampling: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('grid') }),
    z.strictObject({ kind: z.literal('random'), count: z.number().int().min(1).max(MOST_TRIALS), seed }),
  ]),
}) satisfies z.ZodType<SearchSpace>

const bars = z.number().int('It must be a whole number of bars.').min(1, 'At least 1 bar.').max(MOST_BARS)

/** Stretches to choose on and stretches to judge on, in bars of the search. */
export const walkForwardSchema = z.strictObject({
  mode: z.enum(['rolling', 'anchored']),
  inSampleBars: bars,
  outOfSampleBars: bars,
}) satisfies z.ZodType<WalkForward>

export const choosingSchema = z.strictObject({
  metric: z.enum(TRIAL_STATS).default('sharpe'),
  by: z.enum(['peak', 'plateau']).default('plateau'),
  minTrades: z.number().int().min(0).max(1e9).default(10),
}) satisfies z.ZodType<Choosing>

/** What is asked of a search. `params` holds the values of parameters that stay. */
export const optimisationShape = {
  strategyId: z.uuid(),
  /** The newest version that compiles, unless one is named. */
  versionId: z.uuid().optional(),
  name: optimisationName.optional(),
  ...backtestShape,
  settings: settingsInput.default({}),
  space: spaceSchema,
  walkForward: walkForwardSchema.nullable().default(null),
  choosing: choosingSchema.prefault({}),
}
