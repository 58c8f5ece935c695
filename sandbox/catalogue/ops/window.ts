import { type KernelParams, type Operator, operator, type ParamValues } from '../define'

/** Arithmetic over the last `n` values of one series. */
export interface WindowArithmetic {
  /** Doubles it keeps between values. */
  readonly memory: (n: number) => number
  /** The value of the window that fills `x[last − n + 1 .. last]`, from those values alone. */
  readonly fresh: (x: Float64Array, last: number, n: number, params: KernelParams) => number
  /** Sets `memory` (from index `at` on) to that window and returns its value, the same as `fresh` to the bit. */
  readonly start: (
    state: Float64Array,
    at: number,
    x: Float64Array,
    last: number,
    n: number,
    params: KernelParams,
  ) => number
  /**
   * Goes on from a started window over `x[from .. to)` and gives to the bit what `fresh` gives for each. Returns the bar of the
   * first missing value, or `to`.
   */
  readonly slide: (
    state: Float64Array,
    at: number,
    x: Float64Array,
    out: Float64Array,
    n: number,
    params: KernelParams,
    from: number,
    to: number,
  ) => number
}

interface Windowed
  extends Omit<Operator, 'type' | 'output' | 'memory' | 'stateSize' | 'reach' | 'advance' | 'begin'> {
  readonly output?: 'number' | 'bool'
  /** Values in the window; the parameter `length` when absent. */
  readonly values?: (params: KernelParams) => number
  readonly arithmetic: WindowArithmetic
}

/** State of every window: values seen and values since the last hole (both stop counting at n), whether the tail is in use; */
const SEEN = 0
const SINCE = 1
const TAIL = 2
/** then the last n values, which stand in while a hole lies inside the window; then what the arithmetic keeps. */
const KEPT = 3

const lengthOf = (params: KernelParams): number => params.length!

/**
 * An operator over the last n values of its input. A missing input makes that bar missing and no other: the window goes on over
 * the values around it. The result rests on the window's values alone, wherever the run began and however it was cut.
 */
export const windowed = ({
  arithmetic,
  values = lengthOf,
  output = 'number',
  ...entry
}: Windowed): Operator => {
  // the builder has checked the parameters to be numbers within their bounds
  const count = (params: ParamValues) => values(params as KernelParams)
  return operator({
    ...entry,
    output,
    memory: params => ({ kind: 'window', bars: count(params) }),
    stateSize: params => KEPT + count(params) + arithmetic.memory(count(params)),
    reach: count,
    advance: (state, [x], out, params, from, to) => {
      const n = values(params)
      let i = from
      while (i < to) {
        if (Number.isNaN(x![i]!)) {
          hole(state, x!, i, n)
          out[i++] = NaN
          continue
        }
        if (state[SINCE]! < n) {
          out[i] = settle(arithmetic, state, x!, i, n, params)
          i++
          continue
        }
        i = arithmetic.slide(state, KEPT + n, x!, out, n, params, i, to)
      }
    },
  })
}

/** Remembers the values before a hole at `i`. */
const hole = (state: Float64Array, x: Float64Array, i: number, n: number): void => {
  const since = state[SINCE]!
  if (since > 0 && state[TAIL] === 0) {
    for (let k = 1; k <= since; k++) state[KEPT + n - k] = x[i - k]!
    state[TAIL] = 1
  }
  state[SINCE] = 0
}

/** Takes in one value while fewer than n have come since the last hole. */
const settle = (
  arithmetic: WindowArithmetic,
  state: Float64Array,
  x: Float64Array,
  i: number,
  n: number,
  params: KernelParams,
): number => {
  const seen = Math.min(state[SEEN]! + 1, n)
  const since = state[SINCE]! + 1
  state[SEEN] = seen
  state[SINCE] = since
  if (since === n) {
    state[TAIL] = 0
    return arithmetic.start(state, KEPT + n, x, i, n, params)
  }
  if (state[TAIL] === 0) return NaN
  state.copyWithin(KEPT, KEPT + 1, KEPT + n)
  state[KEPT + n - 1] = x[i]!
  return seen < n ? NaN : arithmetic.fresh(state, KEPT + n - 1, n, params)
}
