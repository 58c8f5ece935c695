import type { z } from 'zod'
import type { Prisma } from '../generated/prisma/client'

/** Lanes of work, each with its own concurrency, so that a long kind never keeps a quick one waiting. */
export const QUEUES = {
  backtests: { concurrency: 1 },
  optimise: { concurrency: 1 },
  screens: { concurrency: 2 },
  market: { concurrency: 2 },
  upkeep: { concurrency: 1 },
} as const
export type QueueName = keyof typeof QUEUES

/** What the house knows of a kind of job before one is written. */
export interface JobSpec<Payload = unknown> {
  readonly payload: z.ZodType<Payload>
  /** What people read in a list of jobs. */
  readonly title: (payload: Payload) => string
  readonly queue: QueueName
  /** How often it may be started, crashes of the worker included. */
  readonly attempts: number
  /** Wait before the second attempt; doubled for each further one. */
  readonly backoffMs: number
  readonly timeoutMs: number
}

export const job = <Payload>(spec: JobSpec<Payload>): JobSpec<Payload> => spec

// biome-ignore lint/suspicious/noExplicitAny: a catalogue holds specs of many payloads; each is checked where it is declared
export type Catalogue = Readonly<Record<string, JobSpec<any>>>

export type PayloadOf<C extends Catalogue, Name extends keyof C> = z.output<C[Name]['payload']>

/** One handler for every job of a catalogue; a missing one does not compile. */
export type Handlers<C extends Catalogue> = {
  readonly [Name in keyof C]: (payload: PayloadOf<C, Name>, context: JobContext) => Promise<void>
}

/** What a handler may ask of its own run. */
export interface JobContext {
  readonly id: string
  readonly workspaceId: string | null
  /** 1 for the first start. */
  readonly attempt: number
  /** Aborts on cancel, time-out, shutdown, or when another worker has taken the job over. */
  readonly signal: AbortSignal
  /** Written at most some times a second; the latest wins. `fraction` is 0 to 1. */
  readonly progress: (fraction: number, stage?: string) => void
  /** Runs `work` in a transaction that commits only while this run still owns the job. */
  readonly fenced: <T>(work: (tx: Prisma.TransactionClient) => Promise<T>) => Promise<T>
}

/** Why a job ended badly, as its row keeps it and people read it. */
export interface JobProblem {
  readonly code: string
  readonly message: string
}

/** Thrown by a handler when trying again can't help. */
export class JobFailed extends Error {
  readonly problem: JobProblem

  constructor(code: string, message: string) {
    super(message)
    this.name = 'JobFailed'
    this.problem = { code, message }
  }
}
