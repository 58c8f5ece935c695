import { series } from '../../compose'
import { operator } from '../../define'
import * as elementary from '../elementary'

export const pow = operator({
  id: 'pow',
  title: 'Power',
  summary:
    'a to the power of b. Missing where that is no finite number: a root of a negative, zero to a negative power, an overflow.',
  formula: 'aᵇ',
  family: 'math',
  synonyms: ['exponent', '**', 'square'],
  call: 'a ** b',
  inputs: [series('a', 'First'), series('b', 'Second')],
  params: [],
  output: 'number',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const y = elementary.pow(a![i]!, b![i]!)
      out[i] = y + y * 0 // an overflow is missing, not infinite
    }
  },
})
