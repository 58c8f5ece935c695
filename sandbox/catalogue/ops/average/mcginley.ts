import { int, num, source } from '../../compose'
import { operator } from '../../define'

/** State: 0 the average, 1 values seen, 2 their sum until the average starts. */
export const mcginley = operator({
  id: 'mcginley',
  title: 'McGinley dynamic',
  summary:
    'Average that speeds up when price runs away from it. Starts at the simple average of its first `length` values; `factor` 1 is TradingView’s form, 0.6 McGinley’s own.',
  formula: 'md = md₋₁ + (x − md₋₁) / (factor · length · (x / md₋₁)⁴)',
  family: 'average',
  synonyms: ['dynamic', 'md'],
  inputs: [source],
  params: [int('length', 'Length', 14), num('factor', 'Factor', 1, 0.1, 5)],
  output: 'number',
  memory: ({ length }) => ({ kind: 'unbounded', first: length as number }),
  stateSize: () => 3,
  advance: (state, [x], out, params, from, to) => {
    const length = params.length!
    const pace = params.factor! * length
    for (let i = from; i < to; i++) {
      const value = x![i]!
      out[i] = NaN
      if (Number.isNaN(value)) continue
      if (state[1]! < length) {
        state[1]! += 1
        state[2]! += value
        if (state[1] === length) out[i] = state[0] = state[2]! / length
        continue
      }
      const ratio = value / state[0]!
      const next = state[0]! + (value - state[0]!) / (pace * ratio * ratio * ratio * ratio)
      // a source of zero or a run-away ratio has no step; the average waits for the next value
      if (!Number.isFinite(next) || next === 0) continue
      out[i] = state[0] = next
    }
  },
})
