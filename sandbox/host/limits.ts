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
  fuel: 1_000_000_000,
  deadlineMs: 30_000,
}

/** Fuel of a script for its bars: a floor for short runs, then a fair share for each bar. */
export const scriptFuel = (bars: number): number => Math.min(SCRIPT_LIMITS.fuel, 5_000_000 + bars * 1_000)

/** What no configuration may exceed. */
export const LARGEST_LIMITS: GuestLimits = {
  sourceBytes: 256 * KIB,
  inputBytes: 4 * KIB * KIB,
  memoryPages: 512 * PAGES_PER_MIB,
  stackBytes: 512 * KIB,
  fuel: 10_000_000_000,
  deadlineMs: 120_000,
  outputBytes: 4 * KIB * KIB,
  logLines: 2_000,
  jobs: 10_000,
}
