import { series } from '../../compose'
import { operator } from '../../define'
export const le = operator({
  id: 'le',
  title: 'Less or equal',
  summary: 'a at or below b. Missing while either side is.',
  formula: 'a ≤ b',
  family: 'logic',
  synonyms: ['<=', 'at most'],
  call: 'a <= b',
  inputs: [series('a', 'First'), series('b', 'Second')],
  params: [],
  output: 'bool',
  exact: true,
  memory: () => ({ kind: 'window', bars: 1 }),
  stateSize: () => 0,
  // without a branch, which unsteady prices would have the processor mispredict; 0 × missing makes the sum missing
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const x = a![i]!
      const y = b![i]!
      out[i] = Number(x <= y) + 0 * x + 0 * y
    }
  },
})
