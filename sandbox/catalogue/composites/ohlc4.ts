import { compose, value } from '../compose'

export const ohlc4 = compose({
  id: 'ohlc4',
  title: 'OHLC4',
  summary: 'Mean of the bar’s four prices.',
  formula: '(open + high + low + close) / 4',
  family: 'source',
  synonyms: ['average price'],
  inputs: [],
  params: [],
  outputs: value('OHLC4'),
  call: 'ohlc4',
  build: k => ({ value: k.div(k.add(k.open(), k.high(), k.low(), k.close()), 4) }),
})
