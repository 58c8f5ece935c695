import { condition } from '../../compose'
import { operator } from '../../define'

export const xor = operator({
  id: 'xor',
  title: 'Exclusive or',
  summary: 'True when exactly one is; missing while either is.',
  formula: 'a ⊕ b',
  family: 'logic',
  synonyms: ['either but not both'],
  call: 'ta.xor(a, b)',
  inputs: [condition('a', 'First'), condition('b', 'Second')],
  params: [],
  output: 'bool',
  exact: true,
  commutative: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) out[i] = Math.abs(a![i]! - b![i]!)
  },
})
