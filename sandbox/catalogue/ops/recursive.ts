import { type Operator, operator, type ParamValues } from '../define'
import { log } from './elementary'

interface Recursive
  extends Omit<Operator, 'type' | 'output' | 'memory' | 'stateSize' | 'reach' | 'advance' | 'begin'> {
  /** Weight of the newest value. */
  readonly weight: (length: number) => number
}

/** State: 0 the average, 1 values taken in (stops at length), 2 their sum until then. */
const AVERAGE = 0
const SEEN = 1
const SUM = 2

/** Bars until less than 1e-6 of the seed is left. */
export const fadingBars = (length: number, weight: number): number =>
  length + (weight < 1 ? Math.ceil(log(1e-6) / log(1 - weight)) : 0)

/**
 * An average that moves towards each new value by a fixed weight, seeded with the simple mean of its first `length` values. A
 * missing bar is missing and changes nothing.
 */
export const recursive = ({ weight, ...entry }: Recursive): Operator =>
  operator({
    ...entry,
    output: 'number',
    memory: ({ length }: ParamValues) => ({
      kind: 'fading',
      first: length as number,
      settled: fadingBars(length as number, weight(length as number)),
    }),
    stateSize: () => 3,
    advance: (state, [x], out, { length }, from, to) => {
      const pace = weight(length!)
      let i = from
      while (i < to && state[SEEN]! < length!) {
        const value = x![i]!
        out[i++] = Number.isNaN(value) ? NaN : seed(state, value, length!)
      }
      for (; i < to; i = Math.min(to, i + STRIDE)) follow(state, x!, out, pace, i, Math.min(to, i + STRIDE))
    },
  })

/** Bars after which a stretch is looked at for holes. */
const STRIDE = 1024

const follow = (
  state: Float64Array,
  x: Float64Array,
  out: Float64Array,
  pace: number,
  from: number,
  to: number,
): void => {
  const before = state[AVERAGE]!
  let average = before
  // the test for a hole would more than double the time of the loop: a hole shows at the end, and then it is done again
  for (let i = from; i < to; i++) {
    average += pace * (x[i]! - average)
    out[i] = average
  }
  if (average - average !== 0) average = followWithHoles(before, x, out, pace, from, to)
  state[AVERAGE] = average
}

/** A value that is missing, or so large that the average would overflow, is passed over. */
const followWithHoles = (
  before: number,
  x: Float64Array,
  out: Float64Array,
  pace: number,
  from: number,
  to: number,
): number => {
  let average = before
  for (let i = from; i < to; i++) {
    const next = average + pace * (x[i]! - average)
    const known = next - next === 0
    out[i] = known ? next : NaN
    if (known) average = next
  }
  return average
}

const seed = (state: Float64Array, value: number, length: number): number => {
  state[SEEN]! += 1
  state[SUM]! += value
  if (state[SEEN]! < length) return NaN
  const mean = state[SUM]! / length
  state[AVERAGE] = mean
  return mean
}
