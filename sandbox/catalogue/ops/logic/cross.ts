import { crossing } from './comparison'

export const cross = crossing({
  id: 'cross',
  title: 'Crosses',
  summary:
    'True on the bar where a crosses b either way. Missing while any of the four values is. As Pine `ta.cross`.',
  formula: 'crossover ∨ crossunder',
  synonyms: ['crossing', 'meets'],
  commutative: true,
  // without a branch, which unsteady prices would have the processor mispredict; 0 × missing makes the sum missing
  advance: (_state, [a, b], out, _params, from, to) => {
    if (from === 0 && to > 0) out[0] = NaN
    for (let i = Math.max(from, 1); i < to; i++) {
      const a1 = a![i - 1]!
      const b1 = b![i - 1]!
      const a0 = a![i]!
      const b0 = b![i]!
      out[i] =
        Number(a1 <= b1) * Number(a0 > b0) +
        Number(a1 >= b1) * Number(a0 < b0) +
        0 * a1 +
        0 * b1 +
        0 * a0 +
        0 * b0
    }
  },
})
