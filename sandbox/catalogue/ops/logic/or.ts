import { condition } from '../../compose'
import { operator } from '../../define'

export const or = operator({
  id: 'or',
  title: 'Or',
  summary:
    'True when either is. A true side settles it: true or missing is true; false or missing is missing.',
  formula: 'a ∨ b',
  family: 'logic',
  synonyms: ['||', 'either', 'any'],
  call: 'a || b',
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
      out[i] = x === 1 || y === 1 ? 1 : x + y
    }
  },
})
