import { z } from 'zod'
import { oneOf, whole } from '../backtest/fields'

const MOST_HORIZONS = 12
const LONGEST = 1_000
const HORIZONS = `up to ${MOST_HORIZONS} whole numbers from 1 to ${LONGEST}, each larger than the one before`

/** What an event study looks at. */
export const eventsSchema = z.strictObject({
  horizons: z
    .array(whole(1, LONGEST), { error: HORIZONS })
    .min(1, { error: HORIZONS })
    .max(MOST_HORIZONS, { error: HORIZONS })
    .refine(bars => bars.every((each, at) => at === 0 || each > (bars[at - 1] ?? 0)), { error: HORIZONS })
    .default([1, 5, 10, 20])
    .describe('Bars after which the return is taken: from the next open to the close of that bar.'),
  streaks: oneOf(['first', 'every'])
    .default('first')
    .describe('Of bars in a row on which the rule fires, whether the first is an instance or every one.'),
  apart: whole(1, 100_000)
    .default(1)
    .describe('Bars that must lie between two instances of one symbol; what comes sooner is left out.'),
  before: whole(0, 500).default(10).describe('Bars before the instance that the mean path shows.'),
})

export type EventSettings = z.output<typeof eventsSchema>
