import type { GuestLimits } from './engine'

const KIB = 1024
const PAGES_PER_MIB = 16

/** For reading and compiling a document: short work on little memory. */
export const COMPILE_LIMITS: GuestLimits = {
  sourceBytes: 64 * KIB,
  inputBytes: 512 * KIB,
  memoryPages: 48 * PAGES_PER_MIB,
  stackBytes: 256 * KIB,
  fuel: 50_000_000,
  deadlineMs: 2_000,
  outputBytes: 256 * KIB,
  logLines: 200,
  jobs: 1_000,
}

/** For running scripts over columns; a million bars of ten columns are 80 MB by themselves. */
export const SCRIPT_LIMITS: GuestLimits = {
  ...COMPILE_LIMITS,
  memoryPages: 256 * PAGES_PER_MIB,
  fuel: 2_000_000_000,
  deadlineMs: 45_000,
}

/**
 * Fuel of a script for its bars: a floor for short runs, then a share for each bar, some 100 µs of work, and more for code that
 * goes through its past anew at each.
 */
export const scriptFuel = (bars: number, lookBack = 0): number =>
  Math.min(SCRIPT_LIMITS.fuel, 5_000_000 + bars * (10_000 + 400 * lookBack))

/** How far a deployment moves the limits, by factors: 1 is as they stand here. */
export interface LimitScale {
  /** Of fuel and deadlines. */
  readonly time: number
  readonly memory: number
}

/** Moved limits, never past the largest. */
export function scaled(limits: GuestLimits, { time, memory }: LimitScale): GuestLimits {
  const most = LARGEST_LIMITS
  return {
    ...limits,
    fuel: Math.min(most.fuel, Math.round(limits.fuel * time)),
    deadlineMs: Math.min(most.deadlineMs, Math.round(limits.deadlineMs * time)),
    memoryPages: Math.min(most.memoryPages, Math.round(limits.memoryPages * memory)),
  }
}

/** What no configuration may exceed: the engine's addresses end at 2 GiB, and somebody waits for every answer. */
const LARGEST_LIMITS = {
  fuel: 20_000_000_000,
  deadlineMs: 300_000,
  memoryPages: 1_024 * PAGES_PER_MIB,
}
