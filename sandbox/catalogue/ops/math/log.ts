import { series } from '../../compose'
import { operator } from '../../define'
import * as elementary from '../elementary'

export const log = operator({
  id: 'log',
  title: 'Natural logarithm',
  summary: 'Natural logarithm; missing at and below zero.',
  formula: 'ln a',
  family: 'math',
  synonyms: ['ln'],
  call: 'math.log(a)',
  inputs: [series('a', 'Value')],
  params: [],
  output: 'number',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const y = elementary.log(a![i]!)
      out[i] = y + y * 0 // the logarithm of zero is missing, not infinite
    }
  },
})
