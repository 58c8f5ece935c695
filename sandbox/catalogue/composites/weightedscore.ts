import { compose, num, series, value } from '../compose'

export const weightedscore = compose({
  id: 'weightedscore',
  title: 'Weighted score',
  summary:
    'Up to four numbers, each times its weight, added up; one that is not wired counts 0. Bring them to one scale first (`percentrank`, `zscore`).',
  formula: 'wa·a + wb·b + wc·c + wd·d',
  family: 'math',
  synonyms: ['score', 'rank', 'combine', 'factor'],
  inputs: [
    series('a', 'First'),
    { ...series('b', 'Second'), fallback: { constant: 0 } },
    { ...series('c', 'Third'), fallback: { constant: 0 } },
    { ...series('d', 'Fourth'), fallback: { constant: 0 } },
  ],
  params: [
    num('wa', 'Weight 1', 1, -1000, 1000),
    num('wb', 'Weight 2', 1, -1000, 1000),
    num('wc', 'Weight 3', 1, -1000, 1000),
    num('wd', 'Weight 4', 1, -1000, 1000),
  ],
  outputs: value('Score'),
  build: ({ add, mul }, { a, b, c, d }, { wa, wb, wc, wd }) => ({
    value: add(mul(wa, a), mul(wb, b), mul(wc, c), mul(wd, d)),
  }),
})
