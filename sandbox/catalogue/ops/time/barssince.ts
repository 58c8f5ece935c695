import { condition } from '../../compose'
import { operator } from '../../define'

/** State: 0 bars since the condition was true, 1 whether it ever was. */
export const barssince = operator({
  id: 'barssince',
  title: 'Bars since',
  summary:
    'Bars since the condition was last true: 0 on the bar itself. Missing until it has been true once; a missing condition counts as not true. As Pine `ta.barssince`.',
  formula: 'n with c₋ₙ true and no later one',
  family: 'time',
  synonyms: ['age', 'how long ago', 'since'],
  inputs: [condition('cond', 'Condition')],
  params: [],
  output: 'number',
  eager: true,
  memory: () => ({ kind: 'unbounded', first: 1 }),
  stateSize: () => 2,
  advance: (state, [cond], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      if (cond![i]! === 1) {
        state[0] = 0
        state[1] = 1
      } else state[0]! += 1
      out[i] = state[1] === 1 ? state[0]! : NaN
    }
  },
})
