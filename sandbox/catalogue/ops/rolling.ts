import { type KernelParams, type Operator, operator, type ParamValues } from '../define'

interface Rolling extends Omit<Operator, 'type' | 'output' | 'memory' | 'stateSize' | 'reach' | 'advance'> {
  /** Values in the window; the parameter `length` when absent. */
  readonly values?: (params: KernelParams) => number
  /** The value of the window that lies in `inputs[k][first .. last]`, from those values alone. */
  readonly value: (
    inputs: readonly Float64Array[],
    first: number,
    last: number,
    params: KernelParams,
  ) => number
}

/** State: bars with all values seen and since the last hole (both stop counting at n), whether the tail is in use; */
const SEEN = 0
const SINCE = 1
const TAIL = 2
/** then the last n values of each input, which stand in while a hole lies inside the window. */
const KEPT = 3

const lengthOf = (params: KernelParams): number => params.length!

/**
 * An operator whose value is a plain function of the last n values of its inputs, computed afresh on every bar. A bar on which
 * an input is missing is missing and no other: the window goes on over the values around it. Where the function finds no finite
 * number (a division by zero) the value is missing.
 */
export const rolling = ({ values = lengthOf, value, ...entry }: Rolling): Operator => {
  const ports = entry.inputs.length
  // the builder has checked the parameters to be numbers within their bounds
  const count = (params: ParamValues) => values(params as KernelParams)
  return operator({
    ...entry,
    output: 'number',
    memory: params => ({ kind: 'window', bars: count(params) }),
    stateSize: params => KEPT + ports * count(params),
    reach: count,
    advance: (state, inputs, out, params, from, to) => {
      const n = values(params)
      const tails = inputs.map((_, k) => state.subarray(KEPT + k * n, KEPT + (k + 1) * n))
      for (let i = from; i < to; i++) {
        out[i] = NaN
        if (inputs.some(x => Number.isNaN(x[i]!))) {
          remember(state, tails, inputs, i, n)
          continue
        }
        const seen = Math.min(state[SEEN]! + 1, n)
        const since = Math.min(state[SINCE]! + 1, n)
        state[SEEN] = seen
        state[SINCE] = since
        if (since === n) state[TAIL] = 0
        else if (state[TAIL] === 1) append(tails, inputs, i, n)
        if (seen < n) continue
        const found = since === n ? value(inputs, i - n + 1, i, params) : value(tails, 0, n - 1, params)
        out[i] = Number.isFinite(found) ? found : NaN
      }
    },
  })
}

/** Keeps the values before a hole at `i`. */
const remember = (
  state: Float64Array,
  tails: readonly Float64Array[],
  inputs: readonly Float64Array[],
  i: number,
  n: number,
): void => {
  const since = state[SINCE]!
  if (since > 0 && state[TAIL] === 0) {
    tails.forEach((tail, k) => {
      for (let back = 1; back <= since; back++) tail[n - back] = inputs[k]![i - back]!
    })
    state[TAIL] = 1
  }
  state[SINCE] = 0
}

const append = (
  tails: readonly Float64Array[],
  inputs: readonly Float64Array[],
  i: number,
  n: number,
): void =>
  tails.forEach((tail, k) => {
    tail.copyWithin(0, 1)
    tail[n - 1] = inputs[k]![i]!
  })
