import { series } from '../../compose'
import { operator } from '../../define'

/** Half-life of one bar. State: 0 the open, 1 the close before, 2 whether it runs. */
export const heikinopen = operator({
  id: 'heikinopen',
  title: 'Heikin-Ashi open',
  summary: 'Middle of the Heikin-Ashi body before; starts at the middle of the first real body.',
  formula: 'open = (open₋₁ + close₋₁)/2',
  family: 'source',
  synonyms: ['ha open'],
  inputs: [series('start', 'First open'), series('close', 'Heikin-Ashi close')],
  params: [],
  output: 'number',
  memory: () => ({ kind: 'fading', first: 1, settled: 25 }),
  stateSize: () => 3,
  advance: (state, [start, close], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      if (Number.isNaN(start![i]!) || Number.isNaN(close![i]!)) {
        out[i] = NaN
        continue
      }
      out[i] = state[0] = state[2] === 0 ? start![i]! : (state[0]! + state[1]!) / 2
      state[1] = close![i]!
      state[2] = 1
    }
  },
})
