import { z } from 'zod'
import { job, type PayloadOf } from './define'

const MINUTE_MS = 60_000

/** Every kind of work the house does outside a request. */
export const jobs = {
  'screen.run': job({
    payload: z.strictObject({ runId: z.uuid(), title: z.string().max(300) }),
    title: payload => payload.title,
    queue: 'screens',
    attempts: 3,
    backoffMs: 1_000,
    timeoutMs: 2 * MINUTE_MS,
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
