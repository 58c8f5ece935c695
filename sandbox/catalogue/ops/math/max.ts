import { ofTwo } from './ofTwo'

export const max = ofTwo({
  id: 'max',
  title: 'Larger of two',
  summary: 'The larger of a and b; missing while either is.',
  formula: 'max(a, b)',
  synonyms: ['maximum', 'cap'],
  call: 'math.max(a, b)',
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const x = a![i]!
      const y = b![i]!
      // without a branch: the one taken once, the other no times; a missing side makes both products missing
      const first = Number(x > y)
      out[i] = x * first + y * (1 - first)
    }
  },
})
