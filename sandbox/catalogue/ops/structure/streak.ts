import { source } from '../../compose'
import { operator } from '../../define'

/** State: 0 the run, 1 the value before, 2 whether there is one. */
export const streak = operator({
  id: 'streak',
  title: 'Streak',
  summary:
    'Length of the present run of rises (positive) or falls (negative); an equal value breaks it to 0. As the streak in Connors RSI.',
  formula: 'x > x₋₁ ? max(s₋₁, 0) + 1 : x < x₋₁ ? min(s₋₁, 0) − 1 : 0',
  family: 'structure',
  synonyms: ['run', 'consecutive', 'runs up', 'runs down', 'in a row'],
  inputs: [source],
  params: [],
  output: 'number',
  memory: () => ({ kind: 'unbounded', first: 2 }),
  stateSize: () => 3,
  advance: (state, [x], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const value = x![i]!
      out[i] = NaN
      if (Number.isNaN(value)) continue
      if (state[2] === 1) {
        const before = state[1]!
        state[0] =
          value > before ? Math.max(state[0]!, 0) + 1 : value < before ? Math.min(state[0]!, 0) - 1 : 0
        out[i] = state[0]!
      }
      state[1] = value
      state[2] = 1
    }
  },
})
