import type { WindowArithmetic } from './window'

/**
 * Largest or smallest value of a window. The window is cut where the last block of n values ended: the best from each place of
 * that block to its end is kept, the best since then runs along, and the larger of both is the answer, at the same cost for
 * every kind of market.
 */
const RUNNING = 0
/** Values since the block ended. */
const PLACE = 1
/** Best of the block from its k-th value on. */
const BLOCK = 2

export const extreme = (side: 'highest' | 'lowest'): WindowArithmetic => {
  const best = side === 'highest' ? Math.max : Math.min
  const worst = side === 'highest' ? -Infinity : Infinity

  const start: WindowArithmetic['start'] = (state, at, x, last, n) => {
    let value = worst
    for (let k = n - 1; k >= 0; k--) {
      value = best(value, x[last - n + 1 + k]!)
      state[at + BLOCK + k] = value
    }
    state[at + RUNNING] = worst
    state[at + PLACE] = 0
    return value
  }

  const fresh: WindowArithmetic['fresh'] = (x, last, n) => {
    let value = worst
    for (let i = last - n + 1; i <= last; i++) value = best(value, x[i]!)
    return value
  }

  const slide: WindowArithmetic['slide'] = (state, at, x, out, n, params, from, to) => {
    const slideBlock = side === 'highest' ? slideHighest : slideLowest
    let i = from
    while (i < to) {
      const end = Math.min(to, i + n - 1 - state[at + PLACE]!)
      slideBlock(state, at, x, out, i, end)
      i = end
      if (i < to) out[i] = start(state, at, x, i++, n, params)
    }
  }

  return { memory: n => BLOCK + n, fresh, start, slide }
}

// Written out twice: the engine inlines neither `Math.max` nor a comparison that arrives as a value.

const slideHighest = (
  state: Float64Array,
  at: number,
  x: Float64Array,
  out: Float64Array,
  from: number,
  to: number,
): void => {
  let running = state[at + RUNNING]!
  const shift = at + BLOCK + 1 + state[at + PLACE]! - from
  for (let i = from; i < to; i++) {
    running = Math.max(running, x[i]!)
    out[i] = Math.max(running, state[shift + i]!)
  }
  state[at + RUNNING] = running
  state[at + PLACE]! += to - from
}

const slideLowest = (
  state: Float64Array,
  at: number,
  x: Float64Array,
  out: Float64Array,
  from: number,
  to: number,
): void => {
  let running = state[at + RUNNING]!
  const shift = at + BLOCK + 1 + state[at + PLACE]! - from
  for (let i = from; i < to; i++) {
    running = Math.min(running, x[i]!)
    out[i] = Math.min(running, state[shift + i]!)
  }
  state[at + RUNNING] = running
  state[at + PLACE]! += to - from
}
