import type { z } from 'zod'
import type { Clock, Sleep } from '../../clock'
import { VenueProblem } from '../problem'
import { backoffMs } from './backoff'
import { WeightBudget } from './budget'
import { Gate } from './gate'
import { refusal } from './wire'

/** The world a venue client lives in. */
export interface VenueWorld extends Clock {
  readonly sleep: Sleep
  /** From 0 to 1. */
  readonly random: () => number
}

export interface RestOptions {
  readonly baseUrl: string
  readonly world: VenueWorld
  /** No answer after this long counts as none. */
  readonly timeoutMs?: number
}

export type Params = Readonly<Record<string, string | number>>

export interface Answer<T> {
  readonly value: T
  /** When the venue answered, by its own clock and to the second below; null when it did not say. */
  readonly at: number | null
}

/** Asks the venue; answers are checked by `schema`. Rejects with a VenueProblem. */
export interface Rest {
  readonly budget: WeightBudget
  readonly ask: <T extends z.ZodType>(...question: Question<T>) => Promise<Answer<z.output<T>>>
  /** What `ask` answers, without its time. */
  readonly get: <T extends z.ZodType>(...question: Question<T>) => Promise<z.output<T>>
}

type Question<T extends z.ZodType> = [
  path: string,
  params: Params,
  weight: number,
  schema: T,
  signal?: AbortSignal,
]

/** Requests under way at once; more would only wait at the venue's end of the line. */
const MOST_AT_ONCE = 16
const TRIES = 8
const BACKOFF = { firstMs: 500, mostMs: 30_000 }
/** When the venue says "later" but not when: a minute's weight is forgotten, a ban lasts two minutes at least. */
const SILENCE_MS = { 429: 60_000, 418: 120_000 } as const

/** Every request here only reads, so a lost answer is simply asked for again. */
export function openRest({ baseUrl, world, timeoutMs = 10_000 }: RestOptions): Rest {
  const { now, sleep, random } = world
  const budget = new WeightBudget(now, sleep)
  const gate = new Gate(MOST_AT_ONCE)

  async function once<T extends z.ZodType>(
    url: URL,
    schema: T,
    signal?: AbortSignal,
  ): Promise<Answer<z.output<T>>> {
    const late = new AbortController()
    const answered = new AbortController()
    void sleep(timeoutMs, answered.signal).then(() => late.abort())
    try {
      const response = await fetch(url, {
        signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
      })
      const used = Number(response.headers.get('x-mbx-used-weight-1m'))
      if (used > 0) budget.heard(used)
      const body = await response.text()
      if (response.status === 429 || response.status === 418) {
        budget.closeUntil(now() + silenceMs(response.status, response.headers.get('retry-after')))
        throw new VenueProblem('unreachable', `The venue asked for silence (${response.status}).`)
      }
      if (response.status >= 500)
        throw new VenueProblem('unreachable', `The venue failed (${response.status}) at ${url.pathname}.`)
      const value = json(body, url)
      if (!response.ok) {
        const said = refusal.safeParse(value).data
        throw new VenueProblem(
          'refused',
          `The venue refused ${describe(url)}: ${said?.msg ?? response.status}`,
        )
      }
      const read = schema.safeParse(value)
      if (!read.success) throw corrupt(url, read.error)
      const at = Date.parse(response.headers.get('date') ?? '')
      return { value: read.data, at: Number.isNaN(at) ? null : at }
    } finally {
      answered.abort()
    }
  }

  const ask: Rest['ask'] = async (path, params, weight, schema, signal) => {
    const url = new URL(path, baseUrl)
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, String(value))
    for (let failures = 1; ; failures++) {
      try {
        return await gate.pass(async () => {
          await budget.take(weight, signal)
          return once(url, schema, signal)
        })
      } catch (error) {
        signal?.throwIfAborted()
        const problem = asProblem(error, url)
        if (problem.trouble === 'refused' || failures >= TRIES) throw problem
        await sleep(backoffMs(BACKOFF, failures, random()), signal)
      }
    }
  }

  return { budget, ask, get: async (...question) => (await ask(...question)).value }
}

function silenceMs(status: 429 | 418, retryAfter: string | null): number {
  const seconds = Number(retryAfter)
  return retryAfter && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : SILENCE_MS[status]
}

function json(body: string, url: URL): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw corrupt(url, cause)
  }
}

const describe = (url: URL): string => `${url.pathname}${url.search}`

const corrupt = (url: URL, cause: unknown): VenueProblem =>
  new VenueProblem('corrupt', `The venue answered ${describe(url)} with what cannot be read.`, { cause })

/** What fetch throws is about the connection: nothing of it is worth more than its message. */
const asProblem = (error: unknown, url: URL): VenueProblem =>
  error instanceof VenueProblem
    ? error
    : new VenueProblem('unreachable', `The venue did not answer ${describe(url)}.`, { cause: error })
