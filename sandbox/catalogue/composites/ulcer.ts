import { compose, int, source, value } from '../compose'

export const ulcer = compose({
  id: 'ulcer',
  title: 'Ulcer index',
  summary:
    'Martin: root mean square of the percent fall from the highest of the last `length` values, each fall measured from its own last `length` bars, as TradingView; Stock.Indicators measures inside one window.',
  formula: '√SMA((100·(x − highest)/highest)², length)',
  family: 'volatility',
  synonyms: ['martin', 'drawdown', 'ui'],
  inputs: [source],
  params: [int('length', 'Length', 14)],
  outputs: value('Ulcer'),
  build: ({ highest, sub, div, mul, sma, sqrt }, { source }, { length }) => {
    const top = highest(source, length)
    const fall = div(mul(100, sub(source, top)), top)
    return { value: sqrt(sma(mul(fall, fall), length)) }
  },
})
