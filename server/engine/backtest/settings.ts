import { z } from 'zod'
import { eventsSchema } from '../events/settings'
import { rankSchema } from '../rank/settings'
import { amount, bps, count, flag, fraction, moment, number, oneOf, percent, positive } from './fields'

/** What is made of a rule's outputs. */
export const MODES = ['signals', 'rank', 'events'] as const
export type Mode = (typeof MODES)[number]

/** One of them says how large an entry is. */
const SIZINGS = ['units', 'equityFraction', 'freeFraction', 'notional', 'riskPerTrade'] as const

/** Each key with what it is for, its default, and a sentence of what is allowed as the message of every error. */
export const settingsSchema = z.strictObject({
  mode: oneOf(MODES)
    .default('signals')
    .describe(
      'Whether the entries and exits of the rule are traded, the symbols with the best `score` are held and rebalanced, or returns after each signal are studied without trading.',
    ),
  cash: positive.default(10_000).describe('Money to begin with.'),
  commission: z
    .strictObject({
      percent: percent.optional().describe('Of the money that changes hands, at entry and at exit.'),
      perUnit: amount.optional().describe('Money for each unit.'),
      fixed: amount.optional().describe('Money for each fill.'),
      maker: percent.optional().describe('Percent where the order waited in the book, instead of `percent`.'),
      taker: percent.optional().describe('Percent where it took from the book, instead of `percent`.'),
    })
    .default({ percent: 0.1 })
    .describe('What is paid for a fill.'),
  slippage: z
    .strictObject({
      bps: bps.optional().describe('Hundredths of a percent of the price.'),
      ticks: amount.optional().describe('Steps of `tick`.'),
    })
    .default({ bps: 0 })
    .describe('What market and stop orders fill worse than their price.'),
  spread: z
    .strictObject({ bps: bps.optional().describe('Hundredths of a percent of the price.') })
    .default({ bps: 0 })
    .describe('Paid once, at the entry, whatever the order.'),
  sizing: z
    .strictObject({
      units: positive.optional().describe('So many units.'),
      equityFraction: fraction
        .optional()
        .describe('Of equity, put up as margin: with leverage the position is that many times larger.'),
      freeFraction: fraction.optional().describe('Of what is not tied up in positions.'),
      notional: positive.optional().describe('Money in the position.'),
      riskPerTrade: fraction.optional().describe('Fraction of equity lost if the stop fills at its price.'),
    })
    .refine(given => SIZINGS.filter(key => given[key] !== undefined).length === 1, {
      error: `exactly one of ${SIZINGS.join(', ')}`,
    })
    .default({ equityFraction: 1 })
    .describe('How large an entry is: one of these.'),
  tick: positive.optional().describe('Smallest step of a price; without it prices are taken as they are.'),
  lot: positive.default(0.00000001).describe('Smallest step of a quantity.'),
  minNotional: amount.default(0).describe('Entries worth less than this are not made.'),
  exclusive: flag
    .default(true)
    .describe('An opposite entry closes and reverses; otherwise it is ignored while a position is open.'),
  pyramiding: count.default(1).describe('Entries on top of each other on one side.'),
  allowShort: flag.default(true).describe('Whether anything may be sold short.'),
  leverage: number('a number from 1 to 1000', (n, error) => n.gte(1, { error }).lte(1000, { error }))
    .default(1)
    .describe('How many times its margin a position may be.'),
  maintenancePercent: number('a number from 0, below 100', (n, error) =>
    n.gte(0, { error }).lt(100, { error }),
  )
    .default(0)
    .describe('A position is closed by force when equity falls to this part of its worth.'),
  maxPositions: count
    .optional()
    .describe('Symbols held at one time; without it as many as there is money for.'),
  limitFill: oneOf(['touch', 'through'])
    .default('touch')
    .describe('Whether touching a limit fills it, or one tick more is asked for.'),
  stopRole: oneOf(['protect', 'enter'])
    .default('protect')
    .describe('Whether `stopPrice` guards the position or is the price at which it is entered.'),
  moveStops: flag
    .default(false)
    .describe('A stop may follow the rule’s `stopPrice` closer while the position is open.'),
  trailing: z
    .strictObject({
      percent: number('a number above 0, below 100', (n, error) => n.gt(0, { error }).lt(100, { error }))
        .optional()
        .describe('Distance in percent of the price, beside the rule’s own `trailDistance`.'),
      from: oneOf(['extreme', 'close'])
        .default('extreme')
        .describe('What it follows: each bar’s high (low of a short), or its close.'),
      distance: oneOf(['entry', 'current'])
        .default('entry')
        .describe('Whether the distance is the entry signal’s or each bar’s own.'),
      start: oneOf(['entry', 'close'])
        .default('entry')
        .describe(
          'Whether it guards from the entry’s own price on, or only once the entry’s bar has closed.',
        ),
    })
    .default({ from: 'extreme', distance: 'entry', start: 'entry' })
    .describe('A stop that follows the price.'),
  bracket: oneOf(['entryBar', 'nextBar'])
    .default('entryBar')
    .describe('Whether stop and target of a limit or stop entry already work on the bar that filled it.'),
  entryOrder: z
    .strictObject({
      bars: count.optional().describe('Bars until it lapses; without it, it waits.'),
      replace: flag.default(true).describe('Whether a newer signal replaces it.'),
    })
    .default({ replace: true })
    .describe('Entries that wait for their price.'),
  timeStop: count.optional().describe('Bars after which a position is closed.'),
  closeAtEnd: flag
    .default(false)
    .describe('Whether what is open at the end is closed at the last close, or marked to it and told apart.'),
  from: moment('first').optional().describe('First moment a bar may open at.'),
  to: moment('last').optional().describe('Last moment a bar may open at.'),
  warmUp: oneOf(['settled', 'first'])
    .default('settled')
    .describe(
      'Whether signals count once they no longer show where history began, or from the first one on.',
    ),
  riskFreeRate: number('a number from -1 to 10', (n, error) => n.gte(-1, { error }).lte(10, { error }))
    .default(0)
    .describe('A year’s interest without risk, as a fraction.'),
  periodsPerYear: number('a number above 0, at most 1000000', (n, error) =>
    n.gt(0, { error }).lte(1e6, { error }),
  )
    .optional()
    .describe('Periods that a year of returns has; without it the market’s own.'),
  outOfSample: number('a number from 0, below 1', (n, error) => n.gte(0, { error }).lt(1, { error }))
    .optional()
    .describe(
      'Last part of the bars that the report holds against the rest, as a fraction; without it 0.3, and 0 for none.',
    ),
  rank: rankSchema.optional().describe('How symbols are ranked and held, with mode `rank`.'),
  events: eventsSchema.optional().describe('What is studied, with mode `events`.'),
})

/** What a backtest is told beside the program and the bars, with every default filled in. */
export type Settings = z.output<typeof settingsSchema>
export type SettingsInput = z.input<typeof settingsSchema>

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
  const read = settingsSchema.safeParse(value ?? {})
  if (!read.success) return { ok: false, problems: read.error.issues.flatMap(issue => told(issue, value)) }
  const problems = together(read.data)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings: withMode(read.data) }
}

/** The settings of the mode, with their defaults, stand beside it; no other mode's do. */
const withMode = (read: Settings): Settings => {
  const { rank, events, ...rest } = read
  switch (rest.mode) {
    case 'signals':
      return rest
    case 'rank':
      return { ...rest, rank: rank ?? rankSchema.parse({}) }
    case 'events':
      return { ...rest, events: events ?? eventsSchema.parse({}) }
  }
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
  let at: unknown = settingsSchema
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
const together = (settings: Settings): SettingsProblem[] => {
  const { from, to, slippage, tick } = settings
  const problems = ofMode(settings)
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

/** What one mode asks for and another has no use for: nothing that was said is passed over in silence. */
function ofMode(settings: Settings): SettingsProblem[] {
  const { mode, sizing, allowShort, rank } = settings
  const problems: SettingsProblem[] = []
  for (const key of ['rank', 'events'] as const)
    if (settings[key] !== undefined && mode !== key)
      problems.push({ key, message: `${key} is for mode '${key}'; mode is '${mode}'.` })
  if (mode !== 'rank') return problems
  if (sizing.equityFraction === undefined)
    problems.push({
      key: 'sizing',
      message:
        "With mode 'rank' sizing must be equityFraction, the part of equity that is spread over the symbols held.",
    })
  for (const [key, instead] of [
    ['maxPositions', 'rank.top says how many symbols are held'],
    ['timeStop', 'rank.every says how long they are held'],
  ] as const)
    if (settings[key] !== undefined)
      problems.push({ key, message: `${key} is not for mode 'rank': ${instead}.` })
  if (rank?.shortBottom && !allowShort)
    problems.push({ key: 'rank.shortBottom', message: 'rank.shortBottom needs allowShort.' })
  return problems
}
