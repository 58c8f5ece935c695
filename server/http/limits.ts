// How much one caller may ask of one process. Generous for people and their tabs, tight enough to stop a loop.
import { Refusal } from '../errors'
import { limited } from '../metrics'
import { type Allowance, allowance, Buckets, type Verdict } from './allowance'

const SECOND = 1000

/** Sockets a minute from one address: an office behind one, each with some tabs. */
export const SOCKETS = 240

export type ApiLimits = {
  /** Requests of one address, whatever they ask for. Catches what has no account. */
  readonly address: Buckets
  /** Procedure calls of one user, key, or address without either. */
  readonly caller: Buckets
  /** Sockets opened by one address. */
  readonly socket: Buckets
}

export function apiLimits(nowMs: () => number): ApiLimits {
  return {
    address: new Buckets(allowance('requests', 600, 20 * SECOND), nowMs),
    caller: new Buckets(allowance('calls', 400, 20 * SECOND), nowMs),
    socket: new Buckets(allowance('sockets', SOCKETS, 60 * SECOND), nowMs),
  }
}

export const tooMany = (limit: string, waitMs: number): Refusal => {
  limited.inc({ limit })
  const seconds = Math.max(1, Math.ceil(waitMs / SECOND))
  return new Refusal(
    'TOO_MANY_REQUESTS',
    `Too many requests in a short time. Try again in ${duration(seconds)}.`,
    {
      retryAfterSeconds: seconds,
    },
  )
}

/** Takes one, or throws TOO_MANY_REQUESTS with the time to wait. */
export function spend(limit: string, verdict: Verdict): void {
  if (!verdict.ok) throw tooMany(limit, verdict.waitMs)
}

const duration = (seconds: number): string =>
  seconds < 120 ? `${seconds} second${seconds === 1 ? '' : 's'}` : `${Math.ceil(seconds / 60)} minutes`

/** What the auth routes allow; shared by all web processes. */
export const signInByAccount: Allowance = allowance('sign-in', 5, 60 * SECOND)
/** One account from everywhere: slows a spread attack down without letting it lock the owner out for long. */
export const signInAnywhere: Allowance = allowance('sign-in-anywhere', 60, 600 * SECOND)
export const mailsToAddress: Allowance = allowance('mails', 3, 900 * SECOND)
/** Invitations one person may send, so that we are not the ones who send spam. */
export const invitationsByUser: Allowance = allowance('invitations', 60, 3600 * SECOND)
/** And how often one address may be invited, by whomever. */
export const invitationsToAddress: Allowance = allowance('invitations-to', 3, 900 * SECOND)
