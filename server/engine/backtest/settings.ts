import { z } from 'zod'

/** A number with the sentence that says which ones are allowed; every check of it answers with that sentence. */
const number = (allowed: string, within: (schema: z.ZodNumber, error: string) => z.ZodNumber) =>
  within(z.number({ error: allowed }), allowed)

const positive = number('a number above 0', (n, error) => n.gt(0, { error }).lte(1e15, { error }))
const amount = number('a number from 0', (n, error) => n.gte(0, { error }).lte(1e15, { error }))
const percent = number('a number from 0 to 100', (n, error) => n.gte(0, { error }).lte(100, { error }))
const fraction = number('a number above 0, at most 1', (n, error) => n.gt(0, { error }).lte(1, { error }))
const count = number('a whole number from 1', (n, error) =>
  n.int({ error }).gte(1, { error }).lte(1e9, { error }),
)
const bps = number('a number from 0 to 10000', (n, error) => n.gte(0, { error }).lte(10_000, { error }))
const flag = z.boolean({ error: 'true or false' })

const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: words.map(word => `'${word}'`).join(' or ') })

const DAY_MS = 86_400_000
const UNMARKED = /T[^Z+-]*$/

/** A moment; a time without a zone is UTC, and a day alone stands for its first or its last millisecond. */
const moment = (ofDay: 'first' | 'last') =>
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

/** One of them says how large an entry is. */
const SIZINGS = ['units', 'equityFraction', 'freeFraction', 'notional', 'riskPerTrade'] as const

const schema = z.strictObject({
  /** Money to begin with. */
  cash: positive.default(10_000),
  commission: z
    .strictObject({
      /** Of the money that changes hands, at entry and at exit. */
      percent: percent.optional(),
      perUnit: amount.optional(),
      /** Money for each fill. */
      fixed: amount.optional(),
      /** Percent where the order waited in the book, and where it took from it; instead of `percent`. */
      maker: percent.optional(),
      taker: percent.optional(),
    })
    .default({ percent: 0.1 }),
  /** What market and stop orders fill worse than their price. */
  slippage: z.strictObject({ bps: bps.optional(), ticks: amount.optional() }).default({ bps: 0 }),
  /** Paid once, at the entry, whatever the order. */
  spread: z.strictObject({ bps: bps.optional() }).default({ bps: 0 }),
  sizing: z
    .strictObject({
      units: positive.optional(),
      /** Of equity, put up as margin: with leverage the position is that many times larger. */
      equityFraction: fraction.optional(),
      /** Of what is not tied up in positions. */
      freeFraction: fraction.optional(),
      /** Money in the position. */
      notional: positive.optional(),
      /** Fraction of equity lost if the stop fills at its price. */
      riskPerTrade: fraction.optional(),
    })
    .refine(given => SIZINGS.filter(key => given[key] !== undefined).length === 1, {
      error: `exactly one of ${SIZINGS.join(', ')}`,
    })
    .default({ equityFraction: 1 }),
  /** Smallest step of a price; without it prices are taken as they are. */
  tick: positive.optional(),
  /** Smallest step of a quantity. */
  lot: positive.default(0.00000001),
  minNotional: amount.default(0),
  /** An opposite entry closes and reverses; otherwise it is ignored while a position is open. */
  exclusive: flag.default(true),
  /** Entries on top of each other on one side. */
  pyramiding: count.default(1),
  allowShort: flag.default(true),
  leverage: number('a number from 1 to 1000', (n, error) => n.gte(1, { error }).lte(1000, { error })).default(
    1,
  ),
  /** A position is closed by force when equity falls to this part of its worth. */
  maintenancePercent: number('a number from 0, below 100', (n, error) =>
    n.gte(0, { error }).lt(100, { error }),
  ).default(0),
  maxPositions: count.optional(),
  /** Whether touching a limit fills it, or one tick more is asked for. */
  limitFill: oneOf(['touch', 'through']).default('touch'),
  /** Whether `stopPrice` guards the position or is the price at which it is entered. */
  stopRole: oneOf(['protect', 'enter']).default('protect'),
  /** A stop may follow the rule's `stopPrice` closer while the position is open. */
  moveStops: flag.default(false),
  trailing: z
    .strictObject({
      /** Distance in percent of the price, beside the rule's own `trailDistance`. */
      percent: number('a number above 0, below 100', (n, error) =>
        n.gt(0, { error }).lt(100, { error }),
      ).optional(),
      /** What it follows: each bar's high (low of a short), or its close. */
      from: oneOf(['extreme', 'close']).default('extreme'),
      /** Whether the distance is the entry signal's or each bar's own. */
      distance: oneOf(['entry', 'current']).default('entry'),
      /** Whether it guards from the entry's own price on, or only once the entry's bar has closed. */
      start: oneOf(['entry', 'close']).default('entry'),
    })
    .default({ from: 'extreme', distance: 'entry', start: 'entry' }),
  /** Whether stop and target of a limit or stop entry already work on the bar that filled it. */
  bracket: oneOf(['entryBar', 'nextBar']).default('entryBar'),
  /** Waiting entries: bars until they lapse, and whether a newer signal replaces them. */
  entryOrder: z
    .strictObject({ bars: count.optional(), replace: flag.default(true) })
    .default({ replace: true }),
  /** Bars after which a position is closed. */
  timeStop: count.optional(),
  closeAtEnd: flag.default(false),
  /** First and last moment a bar may open at. */
  from: moment('first').optional(),
  to: moment('last').optional(),
  warmUp: oneOf(['settled', 'first']).default('settled'),
  riskFreeRate: number('a number from -1 to 10', (n, error) =>
    n.gte(-1, { error }).lte(10, { error }),
  ).default(0),
  periodsPerYear: number('a number above 0, at most 1000000', (n, error) =>
    n.gt(0, { error }).lte(1e6, { error }),
  ).optional(),
})

/** What a backtest is told beside the program and the bars, with every default filled in. */
export type Settings = z.output<typeof schema>
export type SettingsInput = z.input<typeof schema>

export interface SettingsProblem {
  /** The key with its path: `commission.percent`. */
  readonly key: string
  readonly message: string
}

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] }

/** Reads settings of a stranger: each problem names its key, what was found there and what is allowed. */
export function readSettings(value: unknown): SettingsResult {
  const read = schema.safeParse(value ?? {})
  if (!read.success) return { ok: false, problems: read.error.issues.flatMap(issue => told(issue, value)) }
  const problems = together(read.data)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings: read.data }
}

/** Settings written by a programmer: wrong ones throw. */
export function settingsOf(value: SettingsInput): Settings {
  const read = readSettings(value)
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join(' '))
  return read.settings
}

const told = (issue: z.core.$ZodIssue, root: unknown): SettingsProblem[] => {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(unknown => {
      const key = [...path, unknown].join('.')
      return { key, message: `${key} is not a setting. There are ${keysAt(path).join(', ')}.` }
    })
  const key = path.join('.')
  const found = path.reduce<unknown>((at, step) => (isRecord(at) ? at[step] : undefined), root)
  if (issue.code === 'invalid_type' && issue.expected === 'object')
    return [{ key, message: `${key || 'The settings'} must be an object, not ${shown(found)}.` }]
  return [{ key, message: `${key} is ${shown(found)}; it must be ${issue.message}.` }]
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const shown = (value: unknown): string => {
  const text = value === undefined ? 'missing' : (JSON.stringify(value) ?? typeof value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** The keys allowed at a place, read off the schema so that the sentence can not fall behind it. */
const keysAt = (path: readonly string[]): string[] => {
  let at: unknown = schema
  for (const step of path) {
    const object = insideOf(at)
    at = object?.shape[step]
  }
  return Object.keys(insideOf(at)?.shape ?? {})
}

const insideOf = (wrapped: unknown): z.ZodObject | null => {
  if (wrapped instanceof z.ZodDefault || wrapped instanceof z.ZodOptional) return insideOf(wrapped.unwrap())
  return wrapped instanceof z.ZodObject ? wrapped : null
}

/** What only two settings together can get wrong. */
const together = ({ from, to, slippage, tick }: Settings): SettingsProblem[] => {
  const problems: SettingsProblem[] = []
  if (from !== undefined && to !== undefined && from > to)
    problems.push({
      key: 'from',
      message: `from is ${new Date(from).toISOString()}; it must not be after to, which is ${new Date(to).toISOString()}.`,
    })
  if (slippage.ticks && tick === undefined)
    problems.push({
      key: 'slippage.ticks',
      message: 'slippage.ticks needs tick, the smallest step of a price.',
    })
  return problems
}
