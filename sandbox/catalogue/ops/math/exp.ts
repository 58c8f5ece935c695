import { series } from '../../compose'
import { operator } from '../../define'

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
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const y = Math.exp(a![i]!)
      out[i] = y + y * 0 // an overflow is missing, not infinite
    }
  },
})
