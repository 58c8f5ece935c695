import { z } from 'zod'
import { TIMEFRAMES } from '../../sandbox/ir/timeframe'
import { job, type PayloadOf } from './define'

const MINUTE_MS = 60_000

const series = {
  venue: z.string().max(40),
  symbol: z.string().max(40),
  timeframe: z.enum(TIMEFRAMES),
}
const time = z.number().int()
const day = (at: number) => new Date(at).toISOString().slice(0, 10)

/** Every kind of work the house does outside a request. */
export const jobs = {
  'backtest.run': job({
    payload: z.strictObject({ backtestId: z.uuid(), title: z.string().max(300) }),
    title: payload => payload.title,
    queue: 'backtests',
    attempts: 3,
    backoffMs: 1_000,
    timeoutMs: 30 * MINUTE_MS,
  }),
  'optimise.run': job({
    payload: z.strictObject({ optimisationId: z.uuid(), title: z.string().max(300) }),
    title: payload => payload.title,
    queue: 'optimise',
    // each start goes on from the last finished part
    attempts: 10,
    backoffMs: 2_000,
    timeoutMs: 24 * 60 * MINUTE_MS,
  }),
  'screen.run': job({
    payload: z.strictObject({ runId: z.uuid(), title: z.string().max(300) }),
    title: payload => payload.title,
    queue: 'screens',
    attempts: 3,
    backoffMs: 1_000,
    timeoutMs: 2 * MINUTE_MS,
  }),
  'market.backfill': job({
    payload: z.strictObject({ ...series, from: time, to: time }),
    title: ({ venue, symbol, timeframe, from, to }) =>
      `Fetch ${timeframe} bars of ${symbol}, ${venue}: ${day(from)} to ${day(to - 1)}`,
    queue: 'market',
    attempts: 8,
    backoffMs: 2_000,
    timeoutMs: 60 * MINUTE_MS,
  }),
  'market.import': job({
    payload: z.strictObject({ importId: z.uuid(), title: z.string().max(300) }),
    title: payload => payload.title,
    queue: 'market',
    attempts: 5,
    backoffMs: 1_000,
    timeoutMs: 30 * MINUTE_MS,
  }),
  'market.repair': job({
    payload: z.strictObject(series),
    title: ({ venue, symbol, timeframe }) => `Repair ${timeframe} bars of ${symbol}, ${venue}`,
    queue: 'market',
    attempts: 5,
    backoffMs: 2_000,
    timeoutMs: 30 * MINUTE_MS,
  }),
  'upkeep.prune': job({
    payload: z.strictObject({}),
    title: () => 'Remove what is past its keeping',
    queue: 'upkeep',
    attempts: 3,
    backoffMs: 30_000,
    timeoutMs: 5 * MINUTE_MS,
  }),
} as const

export type JobName = keyof typeof jobs
export type Payload<Name extends JobName> = PayloadOf<typeof jobs, Name>
