import { condition } from '../../compose'
import { operator } from '../../define'

/** State: 0 the held answer. */
export const latch = operator({
  id: 'latch',
  title: 'Latch',
  summary:
    'Turns true when `set` is true and stays so until `reset` is; reset wins when both are. Begins false; missing conditions count as not true, and the answer is missing only while both are.',
  formula: 'reset ? false : set ? true : y₋₁',
  family: 'time',
  synonyms: ['set reset', 'flip flop', 'hold', 'switch on', 'memory', 'toggle'],
  inputs: [condition('set', 'Set'), condition('reset', 'Reset')],
  params: [],
  output: 'bool',
  eager: true,
  memory: () => ({ kind: 'unbounded', first: 1 }),
  stateSize: () => 1,
  advance: (state, [set, reset], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const on = set![i]!
      const off = reset![i]!
      if (off === 1) state[0] = 0
      else if (on === 1) state[0] = 1
      out[i] = Number.isNaN(on) && Number.isNaN(off) ? NaN : state[0]!
    }
  },
})
