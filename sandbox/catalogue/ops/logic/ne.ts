import { series } from '../../compose'
import { operator } from '../../define'
import { MISSING } from '../missing'

export const ne = operator({
  id: 'ne',
  title: 'Not equal',
  summary: 'a different from b. Missing while either side is.',
  formula: 'a ≠ b',
  family: 'logic',
  synonyms: ['differs', '!='],
  call: 'a != b',
  inputs: [series('a', 'First'), series('b', 'Second')],
  params: [],
  output: 'bool',
  exact: true,
  commutative: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const x = a![i]!
      const y = b![i]!
      out[i] = 1 - Number(x === y) + MISSING * x + MISSING * y
    }
  },
})
