import type { WindowArithmetic } from './window'

/**
 * Largest or smallest value of a window, in two ways that give the same. Over many bars: the best of 2, 4, 8 … values each from
 * two of half the length, two of which cover any window, without a branch or a chain. Bar by bar: the window is cut where the
 * last block of n values ended; the best from each place of that block to its end is kept, and the best since then runs along.
 */
const RUNNING = 0
/** Values since the block ended. */
const PLACE = 1
/** Best of the block from its k-th value on. */
const BLOCK = 2

/** Bars worked on at a time, and from how many on it pays. */
const STRIDE = 1024
const MANY = 8

/** The lowest is the highest of the negatives. */
export const extreme = (side: 1 | -1): WindowArithmetic => {
  // zeros count as equal whatever their sign, so that no window depends on their order
  const start: WindowArithmetic['start'] = (state, at, x, last, n) => {
    let best = -Infinity
    for (let k = n - 1; k >= 0; k--) {
      const value = side * x[last - n + 1 + k]! + 0
      if (value > best) best = value
      state[at + BLOCK + k] = best
    }
    state[at + RUNNING] = -Infinity
    state[at + PLACE] = 0
    return side * best + 0
  }

  const fresh: WindowArithmetic['fresh'] = (x, last, n) => {
    let best = -Infinity
    for (let i = last - n + 1; i <= last; i++) {
      const value = side * x[i]! + 0
      if (value > best) best = value
    }
    return side * best + 0
  }

  const slide: WindowArithmetic['slide'] = (state, at, x, out, n, params, from, to) => {
    let i = from
    if (to - from > MANY) {
      let end = from
      while (end < to && !Number.isNaN(x[end]!)) end++
      for (; i < end; i = Math.min(end, i + STRIDE)) cover(x, out, n, side, i, Math.min(end, i + STRIDE))
      // the block has not kept pace: the next single bar begins a new one
      state[at + PLACE] = n - 1
      return end
    }
    for (; i < to && !Number.isNaN(x[i]!); i++) {
      if (state[at + PLACE]! >= n - 1) {
        out[i] = start(state, at, x, i, n, params)
        continue
      }
      const value = side * x[i]! + 0
      if (value > state[at + RUNNING]!) state[at + RUNNING] = value
      state[at + PLACE]! += 1
      out[i] = side * Math.max(state[at + RUNNING]!, state[at + BLOCK + state[at + PLACE]!]!) + 0
    }
    return i
  }

  return { memory: n => BLOCK + n, fresh, start, slide }
}

let scratch = new Float64Array(2 * STRIDE)

const cover = (
  x: Float64Array,
  out: Float64Array,
  n: number,
  side: 1 | -1,
  from: number,
  to: number,
): void => {
  const first = from - n + 1
  const length = to - first
  if (scratch.length < length) scratch = new Float64Array(2 * length)
  if (n === 1) {
    for (let i = from; i < to; i++) out[i] = x[i]! + 0
    return
  }
  if (side === 1) largerOfTwo(x, scratch, first, length)
  else smallerOfTwo(x, scratch, first, length)
  let span = 2
  for (; 2 * span <= n; span *= 2) {
    if (side === 1) larger(scratch, span, length)
    else smaller(scratch, span, length)
  }
  if (side === 1) largest(scratch, out, n - span, first, from, to)
  else smallest(scratch, out, n - span, first, from, to)
}

// Each loop twice: a comparison that arrives as a value is not inlined. `x * once + y * (1 - once)` is one of the two, exactly.

const largerOfTwo = (x: Float64Array, best: Float64Array, first: number, length: number): void => {
  for (let k = 1; k < length; k++) {
    const a = x[first + k]!
    const b = x[first + k - 1]!
    const later = Number(a > b)
    best[k] = a * later + b * (1 - later) + 0
  }
}

const smallerOfTwo = (x: Float64Array, best: Float64Array, first: number, length: number): void => {
  for (let k = 1; k < length; k++) {
    const a = x[first + k]!
    const b = x[first + k - 1]!
    const later = Number(a < b)
    best[k] = a * later + b * (1 - later) + 0
  }
}

/** From the best of `span` values up to each place to the best of twice as many; backwards, so that it can be done in place. */
const larger = (best: Float64Array, span: number, length: number): void => {
  for (let k = length - 1; k >= 2 * span - 1; k--) {
    const a = best[k]!
    const b = best[k - span]!
    const later = Number(a > b)
    best[k] = a * later + b * (1 - later)
  }
}

const smaller = (best: Float64Array, span: number, length: number): void => {
  for (let k = length - 1; k >= 2 * span - 1; k--) {
    const a = best[k]!
    const b = best[k - span]!
    const later = Number(a < b)
    best[k] = a * later + b * (1 - later)
  }
}

const largest = (
  best: Float64Array,
  out: Float64Array,
  rest: number,
  first: number,
  from: number,
  to: number,
): void => {
  for (let i = from; i < to; i++) {
    const a = best[i - first]!
    const b = best[i - first - rest]!
    const later = Number(a > b)
    out[i] = a * later + b * (1 - later)
  }
}

const smallest = (
  best: Float64Array,
  out: Float64Array,
  rest: number,
  first: number,
  from: number,
  to: number,
): void => {
  for (let i = from; i < to; i++) {
    const a = best[i - first]!
    const b = best[i - first - rest]!
    const later = Number(a < b)
    out[i] = a * later + b * (1 - later)
  }
}
