import { decimalScale, NEAR, WHOLE, wholeLimit, wholeOf } from './decimal'
import type { WindowArithmetic } from './window'

/**
 * Mean with weights n, n − 1 … 1 from the newest value back, from the window's values alone. Decimals: whole-number totals that
 * slide without rounding. Other values: summed afresh.
 */
const SCALE = 0
const PLAIN = 1
const WEIGHTED = 2
const SIZE = 3

const weights = (n: number): number => (n * (n + 1)) / 2

export const weighted: WindowArithmetic = {
  memory: () => SIZE,

  fresh: (x, last, n) => {
    const first = last - n + 1
    const scale = decimalScale(x, first, last, wholeLimit(weights(n)))
    return scale > 0 ? wholeTotals(x, first, n, scale).weighted / (scale * weights(n)) : inOrder(x, first, n)
  },

  start: (state, at, x, last, n) => {
    const first = last - n + 1
    const scale = decimalScale(x, first, last, wholeLimit(weights(n)))
    state[at + SCALE] = scale
    if (scale === 0) return inOrder(x, first, n)
    const totals = wholeTotals(x, first, n, scale)
    state[at + PLAIN] = totals.plain
    state[at + WEIGHTED] = totals.weighted
    return totals.weighted / (scale * weights(n))
  },

  slide: (state, at, x, out, n, params, from, to) => {
    let i = from
    while (i < to) {
      if (state[at + SCALE]! > 0) i = slideWhole(state, at, x, out, n, i, to)
      if (i === to || Number.isNaN(x[i]!)) return i
      out[i] = weighted.start(state, at, x, i, n, params)
      i++
    }
    return to
  },
}

const wholeTotals = (x: Float64Array, first: number, n: number, scale: number) => {
  let plain = 0
  let weighted = 0
  for (let k = 0; k < n; k++) {
    const whole = wholeOf(x[first + k]!, scale)
    plain += whole
    weighted += (k + 1) * whole
  }
  return { plain, weighted }
}

/** In four sums, because one waits for its own last addition. */
const inOrder = (x: Float64Array, first: number, n: number): number => {
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  let k = 0
  for (; k + 3 < n; k += 4) {
    s0 += (k + 1) * x[first + k]!
    s1 += (k + 2) * x[first + k + 1]!
    s2 += (k + 3) * x[first + k + 2]!
    s3 += (k + 4) * x[first + k + 3]!
  }
  for (; k < n; k++) s0 += (k + 1) * x[first + k]!
  const y = (s0 + s1 + (s2 + s3)) / weights(n)
  return y + y * 0 // an overflow is missing, not infinite
}

/** Goes on in whole numbers; returns the bar of the first value that is none, or `to`. */
const slideWhole = (
  state: Float64Array,
  at: number,
  x: Float64Array,
  out: Float64Array,
  n: number,
  from: number,
  to: number,
): number => {
  const scale = state[at + SCALE]!
  const limit = wholeLimit(weights(n))
  const divisor = scale * weights(n)
  let plain = state[at + PLAIN]!
  let total = state[at + WEIGHTED]!
  let i = from
  for (; i < to; i++) {
    const scaled = x[i]! * scale
    const whole = scaled + WHOLE - WHOLE
    const size = Math.abs(whole)
    if (!(Math.abs(scaled - whole) <= size * NEAR && size <= limit)) break
    total += n * whole - plain
    plain += whole - (x[i - n]! * scale + WHOLE - WHOLE)
    out[i] = total / divisor
  }
  state[at + PLAIN] = plain
  state[at + WEIGHTED] = total
  return i
}
