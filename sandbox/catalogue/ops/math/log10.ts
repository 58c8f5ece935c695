import { series } from '../../compose'
import { operator } from '../../define'
import * as elementary from '../elementary'

export const log10 = operator({
  id: 'log10',
  title: 'Decimal logarithm',
  summary: 'Logarithm to base ten; missing at and below zero.',
  formula: 'log₁₀ a',
  family: 'math',
  synonyms: ['lg'],
  call: 'math.log10(a)',
  inputs: [series('a', 'Value')],
  params: [],
  output: 'number',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const y = elementary.log10(a![i]!)
      out[i] = y + y * 0 // the logarithm of zero is missing, not infinite
    }
  },
})
