import { series } from '../../compose'
import { operator } from '../../define'

export const add = operator({
  id: 'add',
  title: 'Add',
  summary: 'a + b on every bar. Missing while either side is; an overflow is missing.',
  formula: 'a + b',
  family: 'math',
  synonyms: ['plus', '+', 'sum of two'],
  call: 'a + b',
  inputs: [series('a', 'First'), series('b', 'Second')],
  params: [],
  output: 'number',
  exact: true,
  commutative: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const y = a![i]! + b![i]!
      out[i] = y + y * 0 // an overflow is missing, not infinite
    }
  },
})
