import { compose, value } from '../compose'

export const hlc3 = compose({
  id: 'hlc3',
  title: 'HLC3',
  summary: 'Typical price.',
  formula: '(high + low + close) / 3',
  family: 'source',
  synonyms: ['typical price'],
  inputs: [],
  params: [],
  outputs: value('HLC3'),
  call: 'hlc3',
  build: k => ({ value: k.hlc3() }),
})
