import { compose, source, value } from '../compose'

export const swma = compose({
  id: 'swma',
  title: 'Symmetric weighted average',
  summary: 'Four bars weighted 1 2 2 1. As Pine `ta.swma`.',
  formula: '(x + 2x₋₁ + 2x₋₂ + x₋₃) / 6',
  family: 'average',
  synonyms: ['symmetric'],
  inputs: [source],
  params: [],
  outputs: value('SWMA'),
  build: ({ add, mul, div, ago }, { source }) => ({
    value: div(add(source, mul(2, ago(source, 1)), mul(2, ago(source, 2)), ago(source, 3)), 6),
  }),
})
