import { compose, int, source, value } from '../compose'

export const zscore = compose({
  id: 'zscore',
  title: 'Z-score',
  summary: 'Distance from the simple average in population standard deviations. Missing when nothing moves.',
  formula: '(x − SMA(x)) / σ(x)',
  family: 'statistics',
  synonyms: ['standard score', 'normalised', 'mean reversion'],
  inputs: [source],
  params: [int('length', 'Length', 50, 2)],
  outputs: value('Z-score'),
  build: ({ sub, sma, div, stdev }, { source }, { length }) => ({
    value: div(sub(source, sma(source, length)), stdev(source, length)),
  }),
})
