import { compose, int, source, value } from '../compose'

export const psychological = compose({
  id: 'psychological',
  title: 'Psychological line',
  summary: 'Share of the last `length` bars that closed above the bar before, 0…100.',
  formula: '100 · count(x > x₋₁) / length',
  family: 'momentum',
  synonyms: ['psy', 'up days', 'percent up'],
  inputs: [source],
  params: [int('length', 'Length', 12)],
  outputs: value('Psychological line'),
  build: ({ sma, where, gt, change }, { source }, { length }) => ({
    value: sma(where(gt(change(source), 0), 100, 0), length),
  }),
})
