import { series } from '../../compose'
import { operator } from '../../define'

export const div = operator({
  id: 'div',
  title: 'Divide',
  summary: 'a ÷ b on every bar. Missing while either side is, and where b is zero.',
  formula: 'a / b',
  family: 'math',
  synonyms: ['over', '/', 'ratio', 'quotient', 'division'],
  call: 'a / b',
  inputs: [series('a', 'First'), series('b', 'Second')],
  params: [],
  output: 'number',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const y = a![i]! / b![i]!
      out[i] = y + y * 0 // a division by zero is missing, not infinite
    }
  },
})
