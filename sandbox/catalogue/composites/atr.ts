import { compose, int, value } from '../compose'

export const atr = compose({
  id: 'atr',
  title: 'Average true range',
  summary:
    'Wilder’s average of the true range, true range from the second bar on, seeded with a simple average: first value after length + 1 bars, as TA-Lib. TradingView counts the first bar’s high − low too and differs until the seed fades.',
  formula: 'RMA(TR, length)',
  family: 'volatility',
  synonyms: ['true range', 'wilder', 'volatility'],
  inputs: [],
  params: [int('length', 'Length', 14)],
  outputs: value('ATR'),
  build: ({ rma, tr }, _, { length }) => ({ value: rma(tr(), length) }),
})
