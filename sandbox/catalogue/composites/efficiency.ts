import { compose, int, source, value } from '../compose'

export const efficiency = compose({
  id: 'efficiency',
  title: 'Efficiency ratio',
  summary:
    'Kaufman’s efficiency ratio: net move over the sum of all moves, 0 (all noise) to 1 (straight). Missing when nothing moves.',
  formula: '|x − x₋length| / Σ|x − x₋₁|',
  family: 'statistics',
  synonyms: ['er', 'kaufman', 'noise', 'fractal efficiency'],
  inputs: [source],
  params: [int('length', 'Length', 10)],
  outputs: value('Efficiency'),
  build: ({ div, abs, change, sum }, { source }, { length }) => ({
    value: div(abs(change(source, length)), sum(abs(change(source)), length)),
  }),
})
