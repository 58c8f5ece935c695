import { candles } from '../candles'
import { compose, value } from '../compose'

export const invertedhammer = compose({
  id: 'invertedhammer',
  title: 'Inverted hammer',
  summary:
    'A small body under a long upper wick, hardly a lower one, its body gapping below the body before. As TA-Lib CDLINVERTEDHAMMER.',
  formula: 'body small, upper > body, no lower wick, body top < body bottom₋₁',
  family: 'pattern',
  synonyms: ['candlestick', 'reversal'],
  inputs: [],
  params: [],
  outputs: value('Inverted hammer', 'bool'),
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    const shape = k.and(bar.small, k.gt(bar.upper, bar.body), bar.noLower)
    return { value: k.and(shape, k.lt(bar.top, before.bottom)) }
  },
})
