import { compose, int, value } from '../compose'

export const qstick = compose({
  id: 'qstick',
  title: 'Qstick',
  summary: 'Chande’s average candle body: above zero buyers close higher than they open.',
  formula: 'SMA(close − open, length)',
  family: 'momentum',
  synonyms: ['body', 'chande'],
  inputs: [],
  params: [int('length', 'Length', 8)],
  outputs: value('Qstick'),
  build: ({ sma, sub, close, open }, _, { length }) => ({ value: sma(sub(close(), open()), length) }),
})
