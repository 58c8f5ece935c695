import { compose, int, source, value } from '../compose'

export const median = compose({
  id: 'median',
  title: 'Median',
  summary: 'Middle value of the window, or the mean of the middle two.',
  formula: '50th percentile',
  family: 'statistics',
  synonyms: ['middle', 'percentile 50'],
  inputs: [source],
  params: [int('length', 'Length', 20)],
  outputs: value('Median'),
  build: ({ op }, { source }, { length }) => ({ value: op('percentile', [source], { length, percent: 50 }) }),
})
