import { condition, int } from '../../compose'
import { operator } from '../../define'

/** State: 0 how often the condition was true since the reset. */
export const occurrence = operator({
  id: 'occurrence',
  title: 'N-th time since',
  summary:
    'True on the bar where the condition is true for the `n`th time since `reset` was last true, the reset bar included: with a new session as reset and n = 1, once per session. Missing where the condition is.',
  formula: 'c ∧ count of c since reset = n',
  family: 'time',
  synonyms: ['once per day', 'once per session', 'first of the day', 'nth', 'counter'],
  inputs: [condition('cond', 'Condition'), condition('reset', 'Reset')],
  params: [int('n', 'Which time', 1)],
  output: 'bool',
  eager: true,
  memory: () => ({ kind: 'unbounded', first: 1 }),
  stateSize: () => 1,
  advance: (state, [cond, reset], out, { n }, from, to) => {
    for (let i = from; i < to; i++) {
      const c = cond![i]!
      if (reset![i]! === 1) state[0] = 0
      if (c === 1) state[0]! += 1
      out[i] = Number.isNaN(c) ? NaN : c === 1 && state[0] === n ? 1 : 0
    }
  },
})
