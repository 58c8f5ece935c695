import { series } from '../../compose'
import { operator } from '../../define'
import * as elementary from '../elementary'

export const exp = operator({
  id: 'exp',
  title: 'Exponential',
  summary: 'e to the power of the value; an overflow is missing.',
  formula: 'eᵃ',
  family: 'math',
  synonyms: ['e^x'],
  call: 'math.exp(a)',
  inputs: [series('a', 'Value')],
  params: [],
  output: 'number',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const y = elementary.exp(a![i]!)
      out[i] = y + y * 0 // an overflow is missing, not infinite
    }
  },
})
