import { source } from '../../compose'
import { operator } from '../../define'

/** State: 0 the sum, 1 what rounding took from it. */
export const cum = operator({
  id: 'cum',
  title: 'Running total',
  summary:
    'Sum of all values since history began, compensated for rounding; a missing value is skipped and missing itself. Depends on where history begins: compare its changes, not its level. As Pine `ta.cum`.',
  formula: 'y₋₁ + x',
  family: 'time',
  synonyms: ['cumulative', 'cumsum', 'running sum'],
  inputs: [source],
  params: [],
  output: 'number',
  memory: () => ({ kind: 'unbounded', first: 1 }),
  stateSize: () => 2,
  advance: (state, [x], out, _params, from, to) => {
    let sum = state[0]!
    let lost = state[1]!
    for (let i = from; i < to; i++) {
      const value = x![i]!
      if (Number.isNaN(value)) {
        out[i] = NaN
        continue
      }
      // Neumaier's sum: what the addition rounds away is kept beside it
      const next = sum + value
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
      sum = next
      const y = sum + lost
      out[i] = y + y * 0 // an overflow is missing, not infinite
    }
    state[0] = sum
    state[1] = lost
  },
})
