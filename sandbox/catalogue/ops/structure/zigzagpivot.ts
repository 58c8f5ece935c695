import { choice, num, series } from '../../compose'
import { operator } from '../../define'

/**
 * State: 0 direction of the running leg (1, −1, 0 unknown), 1 its extreme, 2 last confirmed pivot, 3–4 lowest and highest before the first.
 */
export const zigzagpivot = operator({
  id: 'zigzagpivot',
  title: 'Zigzag pivot',
  summary:
    'Price of the last confirmed zigzag pivot: an extreme counts once price has turned `deviation` percent away from it, and never moves afterwards. With `running` the extreme of the present leg instead, which still may.',
  formula:
    'a high is confirmed when low ≤ high · (1 − deviation/100), a low when high ≥ low · (1 + deviation/100)',
  family: 'structure',
  synonyms: ['zz', 'swing', 'reversal'],
  inputs: [series('high', 'High', 'high'), series('low', 'Low', 'low')],
  params: [
    num('deviation', 'Deviation %', 5, 0.01, 100),
    choice('part', 'Part', ['pivot', 'running', 'direction']),
  ],
  call: 'ta.zigzagpivot(deviation, part)',
  output: 'number',
  sparse: true,
  memory: () => ({ kind: 'unbounded', first: 1 }),
  stateSize: () => 5,
  begin: state => {
    state[2] = NaN
    state[3] = NaN
    state[4] = NaN
  },
  advance: (state, [highs, lows], out, params, from, to) => {
    const { deviation } = params
    // percent times price on both sides, so that a move of exactly ten percent is one
    const fallen = (price: number, top: number) => 100 * (top - price) >= deviation! * top
    const risen = (price: number, bottom: number) => 100 * (price - bottom) >= deviation! * bottom
    for (let i = from; i < to; i++) {
      const high = highs![i]!
      const low = lows![i]!
      if (Number.isNaN(high) || Number.isNaN(low)) {
        out[i] = NaN
        continue
      }
      if (state[0] === 0) {
        if (fallen(low, state[4]!)) turn(state, -1, low, state[4]!)
        else if (risen(high, state[3]!)) turn(state, 1, high, state[3]!)
        state[3] = low < state[3]! || Number.isNaN(state[3]!) ? low : state[3]!
        state[4] = high > state[4]! || Number.isNaN(state[4]!) ? high : state[4]!
      } else if (state[0]! > 0) {
        if (fallen(low, state[1]!)) turn(state, -1, low, state[1]!)
        else state[1] = Math.max(state[1]!, high)
      } else if (risen(high, state[1]!)) turn(state, 1, high, state[1]!)
      else state[1] = Math.min(state[1]!, low)
      if (state[0] === 0) out[i] = NaN
      else out[i] = params.part === 0 ? state[2]! : params.part === 1 ? state[1]! : state[0]!
    }
  },
})

/** Confirms `pivot` and starts the leg the other way. */
const turn = (state: Float64Array, direction: 1 | -1, extreme: number, pivot: number): void => {
  state[0] = direction
  state[1] = extreme
  state[2] = pivot
}
