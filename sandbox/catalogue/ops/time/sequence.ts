import { condition, int } from '../../compose'
import { operator } from '../../define'

/** State: 0 bars since the first condition was true, 1 whether it is still awaited by the second. */
export const sequence = operator({
  id: 'sequence',
  title: 'First, then',
  summary:
    'True on the bar where `second` is true within `n` bars after `first` was (not on the same bar). Each first is used once; a later first starts the count anew. Missing conditions count as not true.',
  formula: 'second ∧ first on one of the n bars before, unused',
  family: 'time',
  synonyms: ['then', 'followed by', 'setup and trigger', 'a then b', 'after'],
  inputs: [condition('first', 'First'), condition('second', 'Then')],
  params: [int('n', 'Within bars', 10)],
  call: 'sequence(first, second, n)',
  output: 'bool',
  eager: true,
  // a first older than n bars is forgotten, used or not
  memory: ({ n }) => ({ kind: 'window', bars: (n as number) + 1 }),
  stateSize: () => 2,
  advance: (state, [first, second], out, { n }, from, to) => {
    for (let i = from; i < to; i++) {
      const a = first![i]!
      const b = second![i]!
      state[0]! += 1
      const due = state[1] === 1 && state[0]! <= n!
      const fires = due && b === 1
      if (fires || !due) state[1] = 0
      if (a === 1) {
        state[0] = 0
        state[1] = 1
      }
      out[i] = fires ? 1 : Number.isNaN(a) && Number.isNaN(b) ? NaN : 0
    }
  },
})
