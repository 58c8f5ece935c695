import { series } from '../../compose'
import { operator } from '../../define'

export const mod = operator({
  id: 'mod',
  title: 'Remainder',
  summary:
    'What is left of a after whole steps of b, with the sign of a (as JavaScript and Pine `%`). Missing where b is zero.',
  formula: 'a mod b',
  family: 'math',
  synonyms: ['modulo', '%', 'rest'],
  call: 'a % b',
  inputs: [series('a', 'First'), series('b', 'Second')],
  params: [],
  output: 'number',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) out[i] = a![i]! % b![i]!
  },
})
