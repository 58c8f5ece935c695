import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal, refusalFrom } from '../errors'
import { VenueProblem } from '../market/problem'
import {
  type Catalogue,
  type Handlers,
  type JobContext,
  JobFailed,
  type JobProblem,
  type JobSpec,
} from './define'
import { type Claim, type JobLedger, Superseded } from './ledger'
import { throttle } from './throttle'

const PROGRESS_MS = 120
const HEED_MS = 5_000

/** Why a run was told to stop. */
export type StopReason = 'cancelled' | 'timed out' | 'shutdown' | 'superseded'

/** A job in this process's hands. */
export interface Running {
  readonly claim: Claim
  readonly stop: (reason: StopReason) => void
  readonly over: Promise<void>
}

export interface RunOptions<C extends Catalogue> {
  readonly catalogue: C
  readonly handlers: Handlers<C>
  readonly ledger: JobLedger
  /** 0 to 1; spreads retries. */
  readonly random: () => number
  /** How long a handler may take to heed its abort signal before the job is taken from it. */
  readonly heedMs?: number
  /** An error that nobody foresaw, for the log. */
  readonly onError: (error: unknown, claim: Claim) => void
}

/** Carries a claimed job to its end: done, failed, cancelled, or back in the queue. `over` never rejects. */
export function runClaim<C extends Catalogue>(claim: Claim, options: RunOptions<C>): Running {
  const abort = new AbortController()
  const stop = (reason: StopReason) => {
    if (!abort.signal.aborted) abort.abort(new Stopped(reason))
  }
  const over = carry(claim, abort, stop, options).catch(error => options.onError(error, claim))
  return { claim, stop, over }
}

class Stopped extends Error {
  readonly reason: StopReason

  constructor(reason: StopReason) {
    super(`The job was stopped: ${reason}.`)
    this.name = 'AbortError'
    this.reason = reason
  }
}

async function carry<C extends Catalogue>(
  claim: Claim,
  abort: AbortController,
  stop: (reason: StopReason) => void,
  { catalogue, handlers, ledger, random, heedMs = HEED_MS, onError }: RunOptions<C>,
): Promise<void> {
  const fail = (problem: JobProblem) => ledger.finish(claim, 'failed', problem)
  const spec: JobSpec | undefined = catalogue[claim.name]
  const handle = handlers[claim.name]
  if (!spec || !handle)
    return void (await fail({
      code: 'UNKNOWN_JOB',
      message: `This version knows no job named ${claim.name}. It was asked for by a newer or older one.`,
    }))
  if (claim.cancelAsked) return void (await ledger.finish(claim, 'cancelled', null))
  if (claim.attempt > spec.attempts)
    return void (await fail({
      code: 'WORKER_LOST',
      message: `The worker ended ${spec.attempts} times while it did this, so it was given up.`,
    }))
  const parsed = spec.payload.safeParse(claim.payload)
  if (!parsed.success)
    return void (await fail({
      code: 'BAD_PAYLOAD',
      message: `The job was written in a form this version can't read: ${parsed.error.issues[0]?.message ?? 'unknown'}`,
    }))

  const say = throttle(PROGRESS_MS, async ({ fraction, stage }: { fraction: number; stage: string }) => {
    if (!(await ledger.progress(claim, fraction, stage))) stop('superseded')
  })
  let stage = ''
  const context: JobContext = {
    id: claim.id,
    workspaceId: claim.workspaceId,
    attempt: claim.attempt,
    signal: abort.signal,
    progress: (fraction, newStage) => {
      stage = newStage ?? stage
      if (!abort.signal.aborted) say.put({ fraction: Math.min(1, Math.max(0, fraction)), stage })
    },
    fenced: work => ledger.fenced(claim, work),
  }
  const timer = setTimeout(() => stop('timed out'), spec.timeoutMs)
  let outcome: { ok: true } | { ok: false; error: unknown }
  try {
    await untilHeeded(handle(parsed.data as never, context), abort.signal, heedMs) // parsed by this job's own schema
    outcome = { ok: true }
  } catch (error) {
    outcome = { ok: false, error }
  } finally {
    clearTimeout(timer)
  }
  await say.settle().catch(error => onError(error, claim))

  if (outcome.ok) return void (await ledger.finish(claim, 'done', null))
  const { error } = outcome
  if (error instanceof Superseded) return
  const reason = abort.signal.reason instanceof Stopped ? abort.signal.reason.reason : null
  switch (reason) {
    case 'superseded':
      return
    case 'cancelled':
      return void (await ledger.finish(claim, 'cancelled', null))
    case 'shutdown':
      return void (await ledger.release(claim))
    case 'timed out':
    case null: {
      const problem = problemOf(error, reason, spec)
      if (error instanceof JobFailed || error instanceof Refusal || isRefusedByVenue(error))
        return void (await fail(problem))
      if (!reason && !(error instanceof VenueProblem)) onError(error, claim)
      if (claim.attempt >= spec.attempts) return void (await fail(problem))
      const delayMs = spec.backoffMs * 2 ** (claim.attempt - 1) * (0.75 + random() / 2)
      return void (await ledger.retry(claim, Math.round(delayMs), problem))
    }
  }
}

/** A venue that said no says it again; one that is away may be back. */
const isRefusedByVenue = (error: unknown): boolean =>
  error instanceof VenueProblem && error.trouble === 'refused'

function problemOf(error: unknown, reason: 'timed out' | null, spec: JobSpec): JobProblem {
  if (error instanceof JobFailed) return error.problem
  const refusal = error instanceof VenueProblem ? refusalFrom(error) : error
  if (refusal instanceof Refusal) return { code: refusal.code, message: refusal.message }
  if (reason)
    return {
      code: 'TIMED_OUT',
      message: `It was stopped after ${spec.timeoutMs / 1000} s. Ask for less at once, or try again later.`,
    }
  // What a foreign error says may name hosts or rows; the log has it, people get the remedy.
  return { code: 'INTERNAL', message: 'Something went wrong on our side. It is in the log; try again later.' }
}

/** The handler's end, or `heedMs` after the abort, whichever is first. */
async function untilHeeded(work: Promise<void>, signal: AbortSignal, heedMs: number): Promise<void> {
  const done = new AbortController()
  const deaf = new Promise<never>((_, reject) => {
    const wait = () =>
      sleep(heedMs, undefined, { signal: done.signal, ref: false }).then(
        () => reject(signal.reason),
        () => {},
      )
    if (signal.aborted) void wait()
    else signal.addEventListener('abort', () => void wait(), { once: true, signal: done.signal })
  })
  try {
    await Promise.race([work, deaf])
  } finally {
    done.abort()
  }
}
