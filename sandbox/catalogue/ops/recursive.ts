import { type Operator, operator, type ParamValues } from '../define'

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
  length + (weight < 1 ? Math.ceil(Math.log(1e-6) / Math.log(1 - weight)) : 0)

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
      let average = state[AVERAGE]!
      for (; i < to; i++) {
        const value = x![i]!
        if (Number.isNaN(value)) out[i] = NaN
        else out[i] = average += pace * (value - average)
      }
      state[AVERAGE] = average
    },
  })

const seed = (state: Float64Array, value: number, length: number): number => {
  state[SEEN]! += 1
  state[SUM]! += value
  if (state[SEEN]! < length) return NaN
  const mean = state[SUM]! / length
  state[AVERAGE] = mean
  return mean
}
