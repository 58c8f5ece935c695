import { condition, int } from '../../compose'
import { operator } from '../../define'

/** State: 0 occurrences so far (stops at n + 1), then the values of the last n + 1, the latest first. */
export const valuewhen = operator({
  id: 'valuewhen',
  title: 'Value when',
  summary:
    'The series on the bar where the condition was true for the last time, or `n` times before that. Missing until it has been true often enough, and where the series was missing then; a missing condition counts as not true. As Pine `ta.valuewhen`.',
  formula: 'x on the bar of the (n + 1)th last true c',
  family: 'time',
  synonyms: ['value at', 'remember', 'occurrence', 'capture'],
  inputs: [condition('cond', 'Condition'), { name: 'source', title: 'Series', kind: 'any' }],
  params: [int('n', 'Occurrences back', 0, 0, 500)],
  output: 'any',
  eager: true,
  memory: () => ({ kind: 'unbounded', first: 1 }),
  stateSize: ({ n }) => (n as number) + 2,
  advance: (state, [cond, x], out, { n }, from, to) => {
    for (let i = from; i < to; i++) {
      if (cond![i]! === 1) {
        state.copyWithin(2, 1, n! + 1)
        state[1] = x![i]!
        state[0] = Math.min(state[0]! + 1, n! + 1)
      }
      out[i] = state[0]! > n! ? state[n! + 1]! : NaN
    }
  },
})
