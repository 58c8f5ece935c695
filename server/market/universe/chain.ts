import { z } from 'zod'

const symbols = z
  .array(z.string().trim().min(1).max(40))
  .min(1, 'Name at least one symbol.')
  .max(2_000, 'At most 2,000 symbols fit.')
const days = z.number().int().min(2, 'Look at 2 days or more.').max(365, 'Look at 365 days or fewer.')
const share = z.number().min(0).max(100)
const names = z.array(z.string().trim().min(1).max(60)).min(1, 'Choose at least one.').max(100)

const range = { least: z.number().min(0).exactOptional(), most: z.number().min(0).exactOptional() }

/** One filter. What it knows of an instrument, it knows as of the bar that is judged. */
const stepSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('symbols'), symbols }),
    z.strictObject({ kind: z.literal('without'), symbols }),
    z.strictObject({ kind: z.literal('sectors'), sectors: names }),
    z.strictObject({ kind: z.literal('currency'), currencies: names }),
    /** The `top` ones by what was traded a day, in the quote currency. */
    z.strictObject({ kind: z.literal('volumeRank'), top: z.number().int().min(1).max(5_000), days }),
    z.strictObject({ kind: z.literal('volume'), days, ...range }),
    /** Days since its listing. */
    z.strictObject({ kind: z.literal('age'), ...range }),
    z.strictObject({ kind: z.literal('price'), ...range }),
    /** Basis points, as estimated from closes and the middles of daily ranges. */
    z.strictObject({ kind: z.literal('spread'), days, ...range }),
    /** Deviation of a day's log return, in percent. */
    z.strictObject({ kind: z.literal('volatility'), days, ...range }),
    /** What another screen's newest run by then says; `keep` those that matched, or those that did not. */
    z.strictObject({ kind: z.literal('screen'), screenId: z.uuid(), keep: z.enum(['matched', 'others']) }),
    /** Whole per cent of what is left, chosen by symbol alone: the same for ever. For trying something on a part. */
    z.strictObject({ kind: z.literal('sample'), percent: share.min(1) }),
  ])
  .superRefine((step, context) => {
    if (!isRange(step)) return
    const { least, most } = step
    if (least === undefined && most === undefined)
      context.addIssue('Give a least or a most, or take this filter out.')
    if (least !== undefined && most !== undefined && least > most)
      context.addIssue('The least is more than the most. Swap them.')
  })

const RANGES = ['volume', 'age', 'price', 'spread', 'volatility'] as const
type Step = { readonly kind: string }
const isRange = <Any extends Step>(step: Any): step is Extract<Any, { kind: (typeof RANGES)[number] }> =>
  RANGES.some(kind => kind === step.kind)

export type UniverseStep = z.output<typeof stepSchema>

const MOST_STEPS = 20

/** A chain of filters over a venue's instruments; an empty chain keeps all that are listed. */
export const universeSchema = z.strictObject({
  steps: z.array(stepSchema).max(MOST_STEPS, `At most ${MOST_STEPS} filters fit.`).default([]),
})
export type Universe = z.output<typeof universeSchema>

/** How many closed daily bars a chain looks back; 0: none. */
export const daysOf = ({ steps }: Universe): number =>
  steps.reduce((most, step) => Math.max(most, 'days' in step ? step.days : step.kind === 'price' ? 1 : 0), 0)

/** The screens whose results a chain asks for. With any, it means something else in each workspace. */
export const screensOf = ({ steps }: Universe): readonly string[] =>
  steps.flatMap(step => (step.kind === 'screen' ? [step.screenId] : []))
