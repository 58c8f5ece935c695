import { candles } from '../candles'
import { compose, value } from '../compose'

export const takuri = compose({
  id: 'takuri',
  title: 'Takuri line',
  summary: 'A doji without an upper wick and with a lower wick over twice its body. As TA-Lib CDLTAKURI.',
  formula: 'doji, no upper wick, lower > 2 · body',
  family: 'pattern',
  synonyms: ['candlestick', 'dragonfly', 'pin bar'],
  inputs: [],
  params: [],
  outputs: value('Takuri line', 'bool'),
  build: k => {
    const bar = candles(k)(0)
    return { value: k.and(bar.doji, bar.noUpper, k.gt(bar.lower, k.mul(2, bar.body))) }
  },
})
