import { condition } from '../../compose'
import { operator } from '../../define'

export const not = operator({
  id: 'not',
  title: 'Not',
  summary: 'The opposite; not missing is missing.',
  formula: '¬a',
  family: 'logic',
  synonyms: ['!', 'negate', 'inverse'],
  call: '!a',
  inputs: [condition('a', 'Condition')],
  params: [],
  output: 'bool',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a], out, _params, from, to) => {
    for (let i = from; i < to; i++) out[i] = 1 - a![i]!
  },
})
