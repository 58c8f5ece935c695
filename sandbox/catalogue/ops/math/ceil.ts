import { series } from '../../compose'
import { operator } from '../../define'

export const ceil = operator({
  id: 'ceil',
  title: 'Round up',
  summary: 'Smallest whole number not below the value.',
  formula: '⌈a⌉',
  family: 'math',
  synonyms: ['ceiling'],
  call: 'math.ceil(a)',
  inputs: [series('a', 'Value')],
  params: [],
  output: 'number',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a], out, _params, from, to) => {
    for (let i = from; i < to; i++) out[i] = Math.ceil(a![i]!)
  },
})
