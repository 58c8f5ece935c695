import { condition } from '../../compose'
import { operator } from '../../define'

export const and = operator({
  id: 'and',
  title: 'And',
  summary:
    'True when both are. A false side settles it: false and missing is false; true and missing is missing.',
  formula: 'a ∧ b',
  family: 'logic',
  synonyms: ['&&', 'both', 'all'],
  call: 'a && b',
  inputs: [condition('a', 'First'), condition('b', 'Second')],
  params: [],
  output: 'bool',
  exact: true,
  commutative: true,
  eager: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const x = a![i]!
      const y = b![i]!
      out[i] = x === 0 || y === 0 ? 0 : x * y
    }
  },
})
