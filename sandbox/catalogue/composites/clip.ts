import { compose, series, value } from '../compose'

export const clip = compose({
  id: 'clip',
  title: 'Clip',
  summary: 'The value, held between `low` and `high`.',
  formula: 'min(max(x, low), high)',
  family: 'math',
  synonyms: ['clamp', 'limit', 'cap', 'floor'],
  inputs: [series('x', 'Value'), series('low', 'Low'), series('high', 'High')],
  params: [],
  outputs: value('Clipped'),
  call: 'ta.clip(x, low, high)',
  build: ({ min, max }, { x, low, high }) => ({ value: min(max(x, low), high) }),
})
