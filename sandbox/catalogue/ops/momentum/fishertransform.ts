import { series } from '../../compose'
import { operator } from '../../define'
import { log } from '../elementary'

/** State: 0 the smoothed position, 1 the transform before. */
export const fishertransform = operator({
  id: 'fishertransform',
  title: 'Fisher smoothing',
  summary:
    'Ehlers’ Fisher transform of a position between 0 and 1 (where price lies in its range), smoothed on both sides of the logarithm. Use `fisher` for price itself.',
  formula: 'v = clip(0.66·(x − 0.5) + 0.67·v₋₁, ±0.999), fisher = 0.5·ln((1 + v)/(1 − v)) + 0.5·fisher₋₁',
  family: 'momentum',
  synonyms: ['ehlers', 'gaussian'],
  inputs: [series('position', 'Position 0…1')],
  params: [],
  output: 'number',
  memory: () => ({ kind: 'fading', first: 1, settled: 60 }),
  stateSize: () => 2,
  advance: (state, [x], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const position = x![i]!
      if (Number.isNaN(position)) {
        out[i] = NaN
        continue
      }
      const raw = 0.66 * (position - 0.5) + 0.67 * state[0]!
      const v = raw > 0.99 ? 0.999 : raw < -0.99 ? -0.999 : raw
      state[0] = v
      state[1] = 0.5 * log((1 + v) / (1 - v)) + 0.5 * state[1]!
      out[i] = state[1]!
    }
  },
})
