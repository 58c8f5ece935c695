import { compose, value } from '../compose'

export const hlcc4 = compose({
  id: 'hlcc4',
  title: 'HLCC4',
  summary: 'Typical price with the close counted twice.',
  formula: '(high + low + 2·close) / 4',
  family: 'source',
  synonyms: ['weighted close'],
  inputs: [],
  params: [],
  outputs: value('HLCC4'),
  call: 'hlcc4',
  build: k => ({ value: k.div(k.add(k.high(), k.low(), k.close(), k.close()), 4) }),
})
