/** The world's time. Everything that needs a time is given a clock; only this file asks the machine. */
export interface Clock {
  /** UTC milliseconds. */
  readonly now: () => number
}

export const systemClock: Clock = { now: () => Date.now() }
