import { int, source } from '../../compose'
import { operator } from '../../define'
import { fadingBars } from '../recursive'

/** State: 0 average gain, 1 average loss, 2 changes taken in (stops at length), 3 and 4 the sums of their gains and losses until then. */
const [GAIN, LOSS, SEEN, GAINS, LOSSES] = [0, 1, 2, 3, 4]

/**
 * One kernel for what is, to the bit, 100·rma(max(change, 0)) / (rma(max(change, 0)) + rma(max(−change, 0))): both averages
 * run side by side, where the nine nodes would run one after the other.
 */
export const rsi = operator({
  id: 'rsi',
  title: 'RSI',
  summary:
    'Wilder’s relative strength index: average gain over average gain and loss, 0…100, both by Wilder’s average seeded with the mean of the first `length` changes. A source that has never moved is missing (Pine says 100, TA-Lib 0). A missing bar has no change, nor has the one after it; both are skipped.',
  formula: '100 · RMA(gain) / (RMA(gain) + RMA(loss))',
  family: 'momentum',
  synonyms: ['relative strength', 'wilder', 'overbought', 'oversold'],
  inputs: [source],
  params: [int('length', 'Length', 14)],
  output: 'number',
  memory: ({ length }) => ({
    kind: 'fading',
    first: (length as number) + 1,
    settled: 1 + fadingBars(length as number, 1 / (length as number)),
  }),
  stateSize: () => 5,
  reach: () => 1,
  advance: (state, [x], out, { length }, from, to) => {
    const pace = 1 / length!
    if (from === 0 && to > 0) out[0] = NaN
    let i = Math.max(from, 1)
    for (; i < to && state[SEEN]! < length!; i++) out[i] = seed(state, x![i]! - x![i - 1]!, length!)
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
  let gain = state[GAIN]!
  let loss = state[LOSS]!
  // a hole shows at the end, and then it is done again: testing each change would cost more than the rest
  for (let i = from; i < to; i++) {
    const move = x[i]! - x[i - 1]!
    // max(move, 0) and max(−move, 0): adding the size doubles one side and clears the other, both exactly
    const size = Math.abs(move)
    gain += pace * ((size + move) * 0.5 - gain)
    loss += pace * ((size - move) * 0.5 - loss)
    const y = (100 * gain) / (gain + loss)
    out[i] = y + y * 0 // nothing has moved: missing
  }
  if (gain - gain !== 0 || loss - loss !== 0) {
    followWithHoles(state, x, out, pace, from, to)
    return
  }
  state[GAIN] = gain
  state[LOSS] = loss
}

/** A change that is missing, or so large that an average would overflow, is passed over by that average. */
const followWithHoles = (
  state: Float64Array,
  x: Float64Array,
  out: Float64Array,
  pace: number,
  from: number,
  to: number,
): void => {
  for (let i = from; i < to; i++) {
    const move = x[i]! - x[i - 1]!
    const gain = state[GAIN]! + pace * (Math.max(move, 0) - state[GAIN]!)
    const loss = state[LOSS]! + pace * (Math.max(-move, 0) - state[LOSS]!)
    const gained = gain - gain === 0 && move - move === 0
    const lost = loss - loss === 0 && move - move === 0
    if (gained) state[GAIN] = gain
    if (lost) state[LOSS] = loss
    out[i] = gained && lost ? strength(gain, loss) : NaN
  }
}

const seed = (state: Float64Array, move: number, length: number): number => {
  if (Number.isNaN(move - move)) return NaN
  state[SEEN]! += 1
  state[GAINS]! += Math.max(move, 0)
  state[LOSSES]! += Math.max(-move, 0)
  if (state[SEEN]! < length) return NaN
  state[GAIN] = state[GAINS]! / length
  state[LOSS] = state[LOSSES]! / length
  return strength(state[GAIN]!, state[LOSS]!)
}

const strength = (gain: number, loss: number): number => {
  const y = (100 * gain) / (gain + loss)
  return y + y * 0 // nothing has moved: missing
}
