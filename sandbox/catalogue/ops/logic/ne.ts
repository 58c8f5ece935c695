import { comparison } from './comparison'

export const ne = comparison({
  id: 'ne',
  title: 'Not equal',
  summary: 'a different from b. Missing while either side is.',
  formula: 'a ≠ b',
  synonyms: ['differs', '!='],
  call: 'a != b',
  commutative: true,
  // without a branch, which unsteady prices would have the processor mispredict; 0 × missing makes the sum missing
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const x = a![i]!
      const y = b![i]!
      out[i] = 1 - Number(x === y) + 0 * x + 0 * y
    }
  },
})
