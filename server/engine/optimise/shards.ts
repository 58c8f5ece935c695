import type { Shard } from './types'

/** Cuts trials into parts of at most `size`. A part is named by its number as long as trials and size stay the same. */
export const shardsOf = (trials: number, size: number): Shard[] =>
  Array.from({ length: Math.ceil(trials / size) }, (_, number) => ({
    number,
    from: number * size,
    to: Math.min(trials, (number + 1) * size),
  }))
