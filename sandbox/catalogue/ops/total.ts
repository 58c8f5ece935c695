import { decimalScale, mayBeDecimal, NEAR, WHOLE, wholeLimit, wholeOf } from './decimal'
import { exactSum } from './exactSum'
import type { WindowArithmetic } from './window'

/**
 * Sum of a window as a function of its values alone, at a constant cost per value. Three ways, whichever the values allow:
 * decimals add up as whole numbers; other values are split on a fixed grid into a high and a low part whose totals are both
 * exact; what fits neither (huge beside tiny) is summed afresh. The last two round the exact binary sum once, and agree.
 */
const SCALE = 0
const HIGH = 1
const LOW = 2
/** 1.5 · 2⁵² grid units for the high and for the low parts, and the largest value the grid takes. */
const GRID = 3
const FINE = 4
const LIMIT = 5
/** Bars for which the window is known to hold a value that is no decimal: only then may it go back to whole numbers. */
const CERTAIN = 6
const SIZE = 7

/** Scale −1: the grid is in use; 0: neither way fits. */
const SPLIT = -1
const AFRESH = 0

/** Window totals divided by `parts(n)`: 1 for the sum, n for the mean. */
export const total = (mean: boolean): WindowArithmetic => {
  const fresh = (x: Float64Array, last: number, n: number): number => {
    const first = last - n + 1
    const by = mean ? n : 1
    const scale = decimalScale(x, first, last, wholeLimit(n))
    return scale === 0 ? exactSum(x, first, last) / by : wholeTotal(x, first, last, scale) / (scale * by)
  }

  const start: WindowArithmetic['start'] = (state, at, x, last, n) => {
    const first = last - n + 1
    const by = mean ? n : 1
    const scale = decimalScale(x, first, last, wholeLimit(n))
    if (scale > 0) {
      state[at + SCALE] = scale
      state[at + HIGH] = wholeTotal(x, first, last, scale)
      return state[at + HIGH]! / (scale * by)
    }
    state[at + CERTAIN] = certain(x, first, last)
    if (!split(state, at, x, first, last, n)) {
      state[at + SCALE] = AFRESH
      return exactSum(x, first, last) / by
    }
    state[at + SCALE] = SPLIT
    return (state[at + HIGH]! + state[at + LOW]!) / by
  }

  const slide: WindowArithmetic['slide'] = (state, at, x, out, n, params, from, to) => {
    const by = mean ? n : 1
    let i = from
    while (i < to) {
      const way = state[at + SCALE]!
      if (way > 0) i = slideWhole(state, at, x, out, n, by, i, to)
      else if (way === SPLIT) i = slideSplit(state, at, x, out, n, by, i, to)
      if (i === to || Number.isNaN(x[i]!)) return i
      // the value at i does not go on in this way: take stock of its window
      out[i] = start(state, at, x, i, n, params)
      i++
    }
    return to
  }

  return { memory: () => SIZE, fresh, start, slide }
}

const wholeTotal = (x: Float64Array, first: number, last: number, scale: number): number => {
  let sum = 0
  for (let i = first; i <= last; i++) sum += wholeOf(x[i]!, scale)
  return sum
}

/** How many more windows hold the last value up to `last` that is no decimal; at least the next one is looked at again. */
const certain = (x: Float64Array, first: number, last: number): number => {
  let i = last
  while (i > first && mayBeDecimal(x[i]!)) i--
  return i - first
}

/** Goes on in whole numbers; returns the bar of the first value that is none, or `to`. */
const slideWhole = (
  state: Float64Array,
  at: number,
  x: Float64Array,
  out: Float64Array,
  n: number,
  by: number,
  from: number,
  to: number,
): number => {
  const scale = state[at + SCALE]!
  const limit = wholeLimit(n)
  const divisor = scale * by
  let sum = state[at + HIGH]!
  let i = from
  for (; i < to; i++) {
    const scaled = x[i]! * scale
    const whole = scaled + WHOLE - WHOLE
    const size = Math.abs(whole)
    if (!(Math.abs(scaled - whole) <= size * NEAR && size <= limit)) break
    sum += whole - (x[i - n]! * scale + WHOLE - WHOLE)
    out[i] = sum / divisor
  }
  state[at + HIGH] = sum
  return i
}

/** Lays the grid for a window and splits its total on it; false when the values span too many powers of two. */
const split = (
  state: Float64Array,
  at: number,
  x: Float64Array,
  first: number,
  last: number,
  n: number,
): boolean => {
  let largest = 0
  for (let i = first; i <= last; i++) largest = Math.max(largest, Math.abs(x[i]!))
  // room for values four times as large before the grid has to be laid anew
  const limit = powerAbove(largest) * 4
  const spread = powerAbove(Math.max(n, 4))
  const unit = limit * spread * 2 ** -52
  const fine = unit * spread * 2 ** -53
  if (!(unit * spread < 2 ** 900)) return false
  state[at + LIMIT] = limit
  state[at + GRID] = unit * WHOLE
  state[at + FINE] = fine * WHOLE
  let high = 0
  let low = 0
  for (let i = first; i <= last; i++) {
    const value = x[i]!
    const top = value + state[at + GRID]! - state[at + GRID]!
    const rest = value - top
    if (rest + state[at + FINE]! - state[at + FINE]! !== rest) return false
    high += top
    low += rest
  }
  state[at + HIGH] = high
  state[at + LOW] = low
  return true
}

/** Goes on in two parts; returns the bar of the first value that the grid does not take, whose window may be of decimals, or `to`. */
const slideSplit = (
  state: Float64Array,
  at: number,
  x: Float64Array,
  out: Float64Array,
  n: number,
  by: number,
  from: number,
  to: number,
): number => {
  let i = from
  while (i < to) {
    if (state[at + CERTAIN]! <= 0) {
      const held = certain(x, i - n + 1, i)
      if (held === 0 && mayBeDecimal(x[i - n + 1]!)) return i
      state[at + CERTAIN] = held + 1
    }
    const end = Math.min(to, i + state[at + CERTAIN]!)
    const stop = slideParts(state, at, x, out, n, by, i, end)
    state[at + CERTAIN]! -= stop - i
    if (stop < end) return stop
    i = end
  }
  return to
}

const slideParts = (
  state: Float64Array,
  at: number,
  x: Float64Array,
  out: Float64Array,
  n: number,
  by: number,
  from: number,
  to: number,
): number => {
  const grid = state[at + GRID]!
  const fine = state[at + FINE]!
  const limit = state[at + LIMIT]!
  let high = state[at + HIGH]!
  let low = state[at + LOW]!
  let i = from
  for (; i < to; i++) {
    const value = x[i]!
    const top = value + grid - grid
    const rest = value - top
    if (!(Math.abs(value) <= limit) || rest + fine - fine !== rest) break
    const old = x[i - n]!
    const oldTop = old + grid - grid
    high += top - oldTop
    low += rest - (old - oldTop)
    out[i] = (high + low) / by
  }
  state[at + HIGH] = high
  state[at + LOW] = low
  return i
}

/** A power of two above `value`, and not far. */
const powerAbove = (value: number): number => {
  let power = 1
  while (power <= value && power < 2 ** 1000) power *= 4
  while (power > value * 4 && power > 2 ** -1000) power /= 4
  return power
}
