import { ofTwo } from './ofTwo'

export const add = ofTwo({
  id: 'add',
  title: 'Add',
  summary: 'a + b on every bar. Missing while either side is; an overflow is missing.',
  formula: 'a + b',
  synonyms: ['plus', '+', 'sum of two'],
  call: 'a + b',
  advance: (_state, [a, b], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const y = a![i]! + b![i]!
      out[i] = y + y * 0 // an overflow is missing, not infinite
    }
  },
})
