import { z } from 'zod'
import { TIMEFRAMES } from '../../../sandbox/ir/timeframe'
import { CALENDAR_IDS } from '../calendar/calendar'

export const symbolName = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9^][A-Za-z0-9._^=-]{0,39}$/,
    'Letters, digits and . _ ^ = - make a symbol, at most 40 of them.',
  )

const zone = z.string().max(60).refine(isZone, 'There is no such time zone. Write one like America/New_York.')

/** What somebody chooses when a file is imported. */
export const importOptions = z.object({
  symbol: symbolName,
  /** The symbol's own where it is left out. */
  name: z.string().trim().max(120).optional(),
  currency: z
    .string()
    .trim()
    .regex(/^[A-Z0-9]{2,12}$/, 'A currency is 2 to 12 capital letters, as USD.')
    .default('USD'),
  calendar: z.enum(CALENDAR_IDS).default('always'),
  /** Of times that name none; UTC where it is left out. */
  zone: zone.optional(),
  /** `new` is refused where the symbol is there already. `add` keeps its bars, and takes the file's where both have one. */
  mode: z.enum(['new', 'replace', 'add']).default('new'),
  /** Told from the file where it is left out. */
  timeframe: z.enum(TIMEFRAMES).optional(),
  /** Of dates that may be read either way. */
  dates: z.enum(['dmy', 'mdy']).optional(),
})
export type ImportOptions = z.output<typeof importOptions>

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** What reading a file told, as its row keeps it. */
export const importFound = z.object({
  timeframe: z.enum(TIMEFRAMES),
  decimals: z.number().int(),
  volumeDecimals: z.number().int(),
  /** Sentences on how the file was taken. */
  notes: z.array(z.string()),
})
export type ImportFound = z.output<typeof importFound>

/** Why a file was not imported, as its row keeps it. */
export const importProblem = z.object({
  code: z.string(),
  message: z.string(),
  /** The first bad lines. */
  problems: z.array(z.object({ line: z.number(), message: z.string() })).default([]),
  /** All bad lines. */
  count: z.number().default(0),
  /** Importing again with the order of the dates chosen may help. */
  needsOrder: z.boolean().default(false),
})
export type ImportProblem = z.output<typeof importProblem>
