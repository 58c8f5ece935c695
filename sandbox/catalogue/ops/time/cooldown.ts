import { condition, int } from '../../compose'
import { operator } from '../../define'

/** State: 0 bars since it last fired, 1 whether it ever did. */
export const cooldown = operator({
  id: 'cooldown',
  title: 'Cool-down',
  summary:
    'Passes a true condition on, then stays false for `n` bars. Missing where the condition is missing outside the pause.',
  formula: 'c ∧ no pass in the n bars before',
  family: 'time',
  synonyms: ['throttle', 'pause', 'no repeat', 'once per n bars'],
  inputs: [condition('cond', 'Condition')],
  params: [int('n', 'Pause in bars', 10)],
  output: 'bool',
  eager: true,
  memory: () => ({ kind: 'unbounded', first: 1 }),
  stateSize: () => 2,
  advance: (state, [cond], out, { n }, from, to) => {
    for (let i = from; i < to; i++) {
      const c = cond![i]!
      state[0]! += 1
      if (state[1] === 1 && state[0]! <= n!) {
        out[i] = 0
        continue
      }
      if (c === 1) {
        state[0] = 0
        state[1] = 1
      }
      out[i] = c
    }
  },
})
