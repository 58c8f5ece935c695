import { series } from '../../compose'
import { operator } from '../../define'

export const neg = operator({
  id: 'neg',
  title: 'Negate',
  summary: 'The value with the other sign.',
  formula: '−a',
  family: 'math',
  synonyms: ['minus', 'invert'],
  call: '-a',
  inputs: [series('a', 'Value')],
  params: [],
  output: 'number',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a], out, _params, from, to) => {
    for (let i = from; i < to; i++) out[i] = -a![i]!
  },
})
