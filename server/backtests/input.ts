import { z } from 'zod'
import { TIMEFRAMES } from '../../sandbox/ir/timeframe'
import type { SettingsInput } from '../engine/backtest/settings'
import { universeSchema } from '../market/universe/chain'
import { type Leaving, readLeaving } from './leaving'

export const backtestName = z.string().trim().min(1, 'Give it a name.').max(120, 'At most 120 characters.')

const moment = z.union([z.number().int(), z.string().max(40)])

/** What is asked of a backtest, whoever asks. */
export const backtestShape = {
  venue: z.string().min(1).max(40).default('simulated'),
  timeframe: z.enum(TIMEFRAMES),
  universe: universeSchema.default({ steps: [] }),
  params: z.record(z.string().max(80), z.union([z.number(), z.boolean(), z.string().max(200)])).default({}),
  /** First and last moment a bar may open at: a date, an ISO-8601 time, or UTC milliseconds. */
  from: moment.optional(),
  to: moment.optional(),
}

/** Settings as a client writes them; what is in them is checked by `withSettings`. */
export const settingsInput = z.custom<SettingsInput>(value => typeof value === 'object' && value !== null, {
  error: 'The settings must be an object.',
})

interface Given {
  readonly settings: unknown
  readonly from?: string | number | undefined
  readonly to?: string | number | undefined
}

/** Reads settings and period together; each problem stands at its key and says what is allowed there. */
export function readTogether<Input extends Given>(
  { from, to, settings }: Input,
  context: z.core.$RefinementCtx<Input>,
): Leaving | null {
  const read = readLeaving({
    ...(settings as object | undefined),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  })
  if (read.ok) return read.settings
  for (const { key, message } of read.problems) {
    const ownKey = (key === 'from' && from !== undefined) || (key === 'to' && to !== undefined)
    const path = ownKey ? [key] : ['settings', ...key.split('.').filter(Boolean)]
    context.addIssue({ code: 'custom', path, message })
  }
  return null
}

/** The input with its settings read and the period among them. */
export function withSettings<Input extends Given>(
  input: Input,
  context: z.core.$RefinementCtx<Input>,
): Omit<Input, keyof Given> & { readonly settings: Leaving } {
  const settings = readTogether(input, context)
  const { from: _from, to: _to, settings: _settings, ...rest } = input
  return settings ? { ...rest, settings } : z.NEVER
}
