import { int, source } from '../../compose'
import { operator } from '../../define'
import { cos, exp, log } from '../elementary'

/** Ehlers' two-pole filter. State: 0 and 1 its last two values, 2 the source before, 3 values seen. */
export const supersmoother = operator({
  id: 'supersmoother',
  title: 'Super smoother',
  summary:
    'Ehlers’ two-pole Butterworth filter: waves shorter than `length` bars are gone, with little lag. Starts from the first two source values.',
  formula: 'y = c₁·(x + x₋₁)/2 + c₂·y₋₁ + c₃·y₋₂, c₃ = −a², c₂ = 2a·cos(√2·π/length), a = e^(−√2·π/length)',
  family: 'average',
  synonyms: ['ehlers', 'butterworth', 'filter'],
  inputs: [source],
  params: [int('length', 'Length', 10, 2)],
  output: 'number',
  memory: ({ length }) => ({
    kind: 'fading',
    first: 1,
    settled: 2 + Math.ceil((log(1e7) * (length as number)) / (Math.SQRT2 * Math.PI)),
  }),
  stateSize: () => 4,
  advance: (state, [x], out, params, from, to) => {
    const angle = (Math.SQRT2 * Math.PI) / params.length!
    const a = exp(-angle)
    const c2 = 2 * a * cos(angle)
    const c3 = -a * a
    const c1 = 1 - c2 - c3
    for (let i = from; i < to; i++) {
      const value = x![i]!
      if (Number.isNaN(value)) {
        out[i] = NaN
        continue
      }
      const next = state[3]! < 2 ? value : (c1 * (value + state[2]!)) / 2 + c2 * state[0]! + c3 * state[1]!
      state[1] = state[0]!
      state[0] = next
      state[2] = value
      state[3] = Math.min(2, state[3]! + 1)
      out[i] = next
    }
  },
})
