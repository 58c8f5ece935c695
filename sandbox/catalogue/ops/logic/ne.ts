import { series } from '../../compose'
import { operator } from '../../define'
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
  // without a branch, which unsteady prices would have the processor mispredict; 0 × missing makes the sum missing
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const x = a![i]!
      const y = b![i]!
      out[i] = 1 - Number(x === y) + 0 * x + 0 * y
    }
  },
})
