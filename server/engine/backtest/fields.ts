import { z } from 'zod'

/** A number with the sentence that says which ones are allowed; every check of it answers with that sentence. */
export const number = (allowed: string, within: (schema: z.ZodNumber, error: string) => z.ZodNumber) =>
  within(z.number({ error: allowed }), allowed)

export const positive = number('a number above 0', (n, error) => n.gt(0, { error }).lte(1e15, { error }))
export const amount = number('a number from 0', (n, error) => n.gte(0, { error }).lte(1e15, { error }))
export const percent = number('a number from 0 to 100', (n, error) => n.gte(0, { error }).lte(100, { error }))
export const fraction = number('a number above 0, at most 1', (n, error) =>
  n.gt(0, { error }).lte(1, { error }),
)
export const count = number('a whole number from 1', (n, error) =>
  n.int({ error }).gte(1, { error }).lte(1e9, { error }),
)
export const bps = number('a number from 0 to 10000', (n, error) =>
  n.gte(0, { error }).lte(10_000, { error }),
)
export const whole = (least: number, most: number) =>
  number(`a whole number from ${least} to ${most}`, (n, error) =>
    n.int({ error }).gte(least, { error }).lte(most, { error }),
  )
export const flag = z.boolean({ error: 'true or false' })

export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: words.map(word => `'${word}'`).join(' or ') })

const DAY_MS = 86_400_000
const UNMARKED = /T[^Z+-]*$/

/** A moment; a time without a zone is UTC, and a day alone stands for its first or its last millisecond. */
export const moment = (ofDay: 'first' | 'last') =>
  z.union(
    [
      z.number().int(),
      z.iso.date().transform(text => Date.parse(text) + (ofDay === 'last' ? DAY_MS - 1 : 0)),
      z.iso
        .datetime({ offset: true, local: true })
        .transform(text => Date.parse(UNMARKED.test(text) ? `${text}Z` : text)),
    ],
    { error: 'a date such as 2024-01-31, an ISO-8601 time, or UTC milliseconds' },
  )
