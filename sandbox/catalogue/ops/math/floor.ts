import { series } from '../../compose'
import { operator } from '../../define'

export const floor = operator({
  id: 'floor',
  title: 'Round down',
  summary: 'Largest whole number not above the value.',
  formula: '⌊a⌋',
  family: 'math',
  synonyms: ['integer part'],
  call: 'math.floor(a)',
  inputs: [series('a', 'Value')],
  params: [],
  output: 'number',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a], out, _params, from, to) => {
    for (let i = from; i < to; i++) out[i] = Math.floor(a![i]!)
  },
})
