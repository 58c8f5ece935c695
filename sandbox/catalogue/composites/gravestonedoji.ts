import { candles } from '../candles'
import { compose, value } from '../compose'

export const gravestonedoji = compose({
  id: 'gravestonedoji',
  title: 'Gravestone doji',
  summary: 'A doji without a lower wick and with an upper one. As TA-Lib CDLGRAVESTONEDOJI.',
  formula: 'doji, lower wick < and upper wick > 0.1 · SMA(range, 10)₋₁',
  family: 'pattern',
  synonyms: ['candlestick', 'doji'],
  inputs: [],
  params: [],
  outputs: value('Gravestone doji', 'bool'),
  build: k => {
    const bar = candles(k)(0)
    return { value: k.and(bar.doji, bar.noLower, bar.someUpper) }
  },
})
