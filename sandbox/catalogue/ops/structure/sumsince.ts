import { condition, source } from '../../compose'
import { operator } from '../../define'

/** State: 0 the sum, 1 whether a reset was seen. */
export const sumsince = operator({
  id: 'sumsince',
  title: 'Sum since',
  summary:
    'Sum of the source since the last bar on which `reset` was true, that bar included; missing before the first reset. A missing source is skipped.',
  formula: 'reset ? x : s₋₁ + x',
  family: 'structure',
  synonyms: ['anchored sum', 'running total', 'since'],
  inputs: [source, condition('reset', 'Reset')],
  params: [],
  call: 'ta.sumsince(source, reset)',
  output: 'number',
  sparse: true,
  memory: () => ({ kind: 'unbounded', first: 1 }),
  stateSize: () => 2,
  advance: (state, [x, reset], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const value = x![i]!
      if (reset![i]! === 1) {
        state[0] = 0
        state[1] = 1
      }
      if (Number.isNaN(value) || state[1] === 0) out[i] = NaN
      else out[i] = state[0] = state[0]! + value
    }
  },
})
