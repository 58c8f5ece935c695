import { compose, int, value } from '../compose'

export const relativevolume = compose({
  id: 'relativevolume',
  title: 'Relative volume',
  summary:
    'Volume over the average of the `length` bars before it, so a spike does not thin itself; 1 is usual. Missing while those bars traded nothing.',
  formula: 'volume / SMA(volume, length)₋₁',
  family: 'volume',
  synonyms: ['rvol', 'volume ratio', 'unusual volume'],
  inputs: [],
  params: [int('length', 'Length', 20)],
  outputs: value('Relative volume'),
  build: ({ volume, div, ago, sma }, _, { length }) => ({
    value: div(volume(), ago(sma(volume(), length), 1)),
  }),
})
