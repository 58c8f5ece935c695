import { compose, value } from '../compose'

export const hl2 = compose({
  id: 'hl2',
  title: 'HL2',
  summary: 'Middle of the bar.',
  formula: '(high + low) / 2',
  family: 'source',
  synonyms: ['median price', 'mid'],
  inputs: [],
  params: [],
  outputs: value('HL2'),
  call: 'hl2',
  build: k => ({ value: k.hl2() }),
})
