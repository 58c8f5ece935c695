import { condition } from '../../compose'
import { operator } from '../../define'

export const becomes = operator({
  id: 'becomes',
  title: 'Becomes true',
  summary:
    'True on the first bar of each stretch on which the condition is true: it was false one bar earlier. Missing while either is.',
  formula: 'c ∧ ¬c₋₁',
  family: 'time',
  synonyms: ['edge', 'first bar', 'once', 'starts', 'trigger'],
  inputs: [condition('cond', 'Condition')],
  params: [],
  output: 'bool',
  memory: () => ({ kind: 'window', bars: 2 }),
  stateSize: () => 0,
  reach: () => 1,
  advance: (_state, [cond], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const now = cond![i]!
      const before = i === 0 ? NaN : cond![i - 1]!
      out[i] = Number.isNaN(now + before) ? NaN : now > before ? 1 : 0
    }
  },
})
