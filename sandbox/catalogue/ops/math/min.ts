import { series } from '../../compose'
import { operator } from '../../define'

export const min = operator({
  id: 'min',
  title: 'Smaller of two',
  summary: 'The smaller of a and b; missing while either is.',
  formula: 'min(a, b)',
  family: 'math',
  synonyms: ['minimum', 'floor at'],
  call: 'math.min(a, b)',
  inputs: [series('a', 'First'), series('b', 'Second')],
  params: [],
  output: 'number',
  exact: true,
  commutative: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) out[i] = Math.min(a![i]!, b![i]!)
  },
})
