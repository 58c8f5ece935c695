import { compose, int, source, value } from '../compose'

export const vwma = compose({
  id: 'vwma',
  title: 'Volume-weighted moving average',
  summary:
    'Average in which every bar counts by its volume, over the last `length` bars. Missing when they traded nothing. As Pine `ta.vwma`; with HLC3 it is the rolling VWAP.',
  formula: 'Σ x·volume / Σ volume',
  family: 'average',
  synonyms: ['volume weighted', 'rolling vwap'],
  inputs: [source],
  params: [int('length', 'Length', 20)],
  outputs: value('VWMA'),
  build: ({ sum, mul, div, volume }, { source }, { length }) => ({
    value: div(sum(mul(source, volume()), length), sum(volume(), length)),
  }),
})
