import { compose, int, source, value } from '../compose'

export const mom = compose({
  id: 'mom',
  title: 'Momentum',
  summary: 'Change over `length` bars in price.',
  formula: 'x − x₋length',
  family: 'momentum',
  synonyms: ['momentum', 'difference'],
  inputs: [source],
  params: [int('length', 'Length', 10)],
  outputs: value('Momentum'),
  build: ({ change }, { source }, { length }) => ({ value: change(source, length) }),
})
