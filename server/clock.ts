import { setTimeout as timer } from 'node:timers/promises'

/** The world's time. Everything that needs a time is given a clock; only this file asks the machine. */
export interface Clock {
  /** UTC milliseconds. */
  readonly now: () => number
}

export const systemClock: Clock = { now: () => Date.now() }

/** Waits; wakes early, without an error, when `signal` aborts. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>

export const systemSleep: Sleep = async (ms, signal) => {
  try {
    await timer(ms, undefined, { signal })
  } catch (error) {
    if (!signal?.aborted) throw error
  }
}
