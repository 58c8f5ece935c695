import { candles } from '../candles'
import { compose, value } from '../compose'

export const doji = compose({
  id: 'doji',
  title: 'Doji',
  summary:
    'Open and close nearly meet: the body is at most a tenth of the usual range (average of the ten bars before). As TA-Lib CDLDOJI.',
  formula: 'body ≤ 0.1 · SMA(range, 10)₋₁',
  family: 'pattern',
  synonyms: ['candlestick', 'indecision'],
  inputs: [],
  params: [],
  outputs: value('Doji', 'bool'),
  build: k => {
    const bar = candles(k)(0)
    return { value: bar.doji }
  },
})
