import { series } from '../../compose'
import { operator } from '../../define'

export const crossunder = operator({
  id: 'crossunder',
  title: 'Crosses below',
  summary:
    'True on the bar where a, at or above b one bar earlier, is below it. Missing while any of the four values is. As Pine `ta.crossunder`.',
  formula: 'a₋₁ ≥ b₋₁ ∧ a < b',
  family: 'logic',
  synonyms: ['cross down', 'death cross', 'breaks below'],
  inputs: [series('a', 'First'), series('b', 'Second')],
  params: [],
  output: 'bool',
  memory: () => ({ kind: 'window', bars: 2 }),
  stateSize: () => 0,
  reach: () => 1,
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      if (i === 0) {
        out[i] = NaN
        continue
      }
      const before = a![i - 1]! - b![i - 1]!
      const now = a![i]! - b![i]!
      // a missing side makes the difference, and with it the sum, missing
      out[i] = Number.isNaN(before + now) ? NaN : before >= 0 && now < 0 ? 1 : 0
    }
  },
})
