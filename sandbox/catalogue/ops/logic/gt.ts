import { comparison } from './comparison'

export const gt = comparison({
  id: 'gt',
  title: 'Greater',
  summary: 'a above b. Missing while either side is.',
  formula: 'a > b',
  synonyms: ['above', '>', 'over'],
  call: 'a > b',
  // without a branch, which unsteady prices would have the processor mispredict; 0 × missing makes the sum missing
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const x = a![i]!
      const y = b![i]!
      out[i] = Number(x > y) + 0 * x + 0 * y
    }
  },
})
