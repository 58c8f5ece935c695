import { decimalScale, mayBeDecimal, NEAR, WHOLE, wholeOf } from './decimal'
import type { WindowArithmetic } from './window'

/**
 * Population variance of a window as a function of its values alone. Decimals: exact, from whole-number sums of distances to a
 * common anchor, n·Σd² − (Σd)² being the same whole number whatever the anchor. Other values: summed afresh.
 */
const SCALE = 0
const ANCHOR = 1
const SUM = 2
const SQUARES = 3
const SIZE = 4

/** Finer ticks than this would push n²·scale² past the whole numbers. */
const SCALES = [1, 1e2, 1e4, 1e6]
/** Rounding to whole numbers holds up to here. */
const LARGEST = 2 ** 50

/** Distance from the anchor up to which n·Σd² and (Σd)² stay exact. */
const reachOf = (n: number): number => 2 ** 26 / n

export const deviation = (root: boolean): WindowArithmetic => {
  const finish = (variance: number): number => (root ? Math.sqrt(variance) : variance)

  /** Fits the window with whole numbers around the middle of its range; false when it spreads too far. */
  const anchor = (state: Float64Array, at: number, x: Float64Array, last: number, n: number): boolean => {
    const first = last - n + 1
    const scale = decimalScale(x, first, last, LARGEST, SCALES)
    state[at + SCALE] = 0
    if (scale === 0) return false
    let low = Infinity
    let high = -Infinity
    for (let i = first; i <= last; i++) {
      const whole = wholeOf(x[i]!, scale)
      if (whole < low) low = whole
      if (whole > high) high = whole
    }
    const middle = Math.floor((low + high) / 2)
    if (high - middle > reachOf(n)) return false
    let sum = 0
    let squares = 0
    for (let i = first; i <= last; i++) {
      const d = wholeOf(x[i]!, scale) - middle
      sum += d
      squares += d * d
    }
    state[at + SCALE] = scale
    state[at + ANCHOR] = middle
    state[at + SUM] = sum
    state[at + SQUARES] = squares
    return true
  }

  const start = (state: Float64Array, at: number, x: Float64Array, last: number, n: number): number => {
    if (!anchor(state, at, x, last, n)) return finish(fromFirst(x, last - n + 1, last))
    const scale = state[at + SCALE]!
    return finish(
      (n * state[at + SQUARES]! - state[at + SUM]! * state[at + SUM]!) / (n * scale * (n * scale)),
    )
  }

  const fresh = (x: Float64Array, last: number, n: number): number => start(scratch, 0, x, last, n)

  const slide: WindowArithmetic['slide'] = (state, at, x, out, n, _params, from, to) => {
    let i = from
    while (i < to) {
      i =
        state[at + SCALE]! > 0
          ? slideWhole(state, at, x, out, n, root, i, to)
          : slideAfresh(x, out, n, root, i, to)
      if (i === to || Number.isNaN(x[i]!)) return i
      out[i] = start(state, at, x, i, n)
      i++
    }
    return to
  }

  return { memory: () => SIZE, fresh, start, slide }
}

const scratch = new Float64Array(SIZE)

const slideWhole = (
  state: Float64Array,
  at: number,
  x: Float64Array,
  out: Float64Array,
  n: number,
  root: boolean,
  from: number,
  to: number,
): number => {
  const scale = state[at + SCALE]!
  const middle = state[at + ANCHOR]!
  const reach = reachOf(n)
  const divisor = n * scale * (n * scale)
  let sum = state[at + SUM]!
  let squares = state[at + SQUARES]!
  let i = from
  for (; i < to; i++) {
    const scaled = x[i]! * scale
    const whole = scaled + WHOLE - WHOLE
    const d = whole - middle
    if (!(Math.abs(scaled - whole) <= Math.abs(whole) * NEAR && Math.abs(d) <= reach)) break
    const old = x[i - n]! * scale + WHOLE - WHOLE - middle
    sum += d - old
    squares += d * d - old * old
    const variance = (n * squares - sum * sum) / divisor
    out[i] = root ? Math.sqrt(variance) : variance
  }
  state[at + SUM] = sum
  state[at + SQUARES] = squares
  return i
}

/**
 * Σd² − (Σd)²/n over distances from the window's first value: equal values have none, and with a member of the window as origin
 * the subtraction loses little. Two sums each, because one waits for its own last addition.
 */
const fromFirst = (x: Float64Array, first: number, last: number): number => {
  const n = last - first + 1
  const origin = x[first]!
  let sum = 0
  let sumToo = 0
  let squares = 0
  let squaresToo = 0
  let i = first + 1
  for (; i < last; i += 2) {
    const a = x[i]! - origin
    const b = x[i + 1]! - origin
    sum += a
    sumToo += b
    squares += a * a
    squaresToo += b * b
  }
  if (i === last) {
    const a = x[i]! - origin
    sum += a
    squares += a * a
  }
  sum += sumToo
  squares += squaresToo
  const variance = (squares - (sum * sum) / n) / n
  // an overflow is missing
  return variance > 0 ? variance + variance * 0 : variance <= 0 ? 0 : NaN
}

/** Goes on afresh while the newest value is no decimal; returns the bar of the first one that may be, or `to`. */
const slideAfresh = (
  x: Float64Array,
  out: Float64Array,
  n: number,
  root: boolean,
  from: number,
  to: number,
): number => {
  let i = from
  for (; i < to && !mayBeDecimal(x[i]!) && !Number.isNaN(x[i]!); i++) {
    const variance = fromFirst(x, i - n + 1, i)
    out[i] = root ? Math.sqrt(variance) : variance
  }
  return i
}
