import { compose, value } from '../compose'

export const gap = compose({
  id: 'gap',
  title: 'Gap',
  summary: 'Open against the close before, in percent; 0 without a gap.',
  formula: '100 · (open − close₋₁) / close₋₁',
  family: 'structure',
  synonyms: ['gap up', 'gap down', 'overnight'],
  inputs: [],
  params: [],
  outputs: value('Gap %'),
  build: ({ open, close, ago, sub, mul, div }) => ({
    value: div(mul(100, sub(open(), ago(close(), 1))), ago(close(), 1)),
  }),
})
