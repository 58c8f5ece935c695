import { ofTwo } from './ofTwo'

export const min = ofTwo({
  id: 'min',
  title: 'Smaller of two',
  summary: 'The smaller of a and b; missing while either is.',
  formula: 'min(a, b)',
  synonyms: ['minimum', 'floor at'],
  call: 'math.min(a, b)',
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const x = a![i]!
      const y = b![i]!
      // without a branch: the one taken once, the other no times; a missing side makes both products missing
      const first = Number(x < y)
      out[i] = x * first + y * (1 - first)
    }
  },
})
