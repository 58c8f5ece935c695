import { series } from '../../compose'
import { operator } from '../../define'

export const abs = operator({
  id: 'abs',
  title: 'Absolute value',
  summary: 'Distance from zero.',
  formula: '|a|',
  family: 'math',
  synonyms: ['magnitude'],
  call: 'math.abs(a)',
  inputs: [series('a', 'Value')],
  params: [],
  output: 'number',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a], out, _params, from, to) => {
    for (let i = from; i < to; i++) out[i] = Math.abs(a![i]!)
  },
})
