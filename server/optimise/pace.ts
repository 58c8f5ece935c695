import type { Size } from './limits'

/** Until the first trial: threads start, and the document is read. */
const STARTING_MS = 1_500
/** Compiling and opening one trial. */
const TRIAL_MS = 2
/** A bar through a program of one node, and through the account; both measured with test/perf/optimise.ts. */
const NODE_MS = 5e-6
const ACCOUNT_MS = 5e-5
/** Loading what is not in memory yet. */
const LOADED_BAR_MS = 5e-4

/** How long a search takes on one machine with `threads` cores to itself. An estimate: what runs tells its own pace. */
export const guessedMs = ({ trials, bars, work }: Size, nodes: number, threads: number): number =>
  Math.round(
    STARTING_MS +
      bars * LOADED_BAR_MS +
      (trials * TRIAL_MS + work * (nodes * NODE_MS + ACCOUNT_MS)) / threads,
  )

/** What is left, by what the trials of this start took; null until there are any. */
export const leftMs = (done: number, of: number, tookMs: number): number | null =>
  done > 0 && tookMs > 0 ? Math.round(((of - done) / done) * tookMs) : null
