import { compose, int, source, value } from '../compose'

export const vhf = compose({
  id: 'vhf',
  title: 'Vertical horizontal filter',
  summary:
    'White’s trend gauge: range of the window over the sum of its moves; high trends, low ranges. Missing when nothing moves.',
  formula: '(highest − lowest) / Σ|x − x₋₁|',
  family: 'trend',
  synonyms: ['vertical', 'white', 'trendiness'],
  inputs: [source],
  params: [int('length', 'Length', 28)],
  outputs: value('VHF'),
  build: ({ highest, lowest, sub, div, sum, abs, change }, { source }, { length }) => ({
    value: div(sub(highest(source, length), lowest(source, length)), sum(abs(change(source)), length)),
  }),
})
