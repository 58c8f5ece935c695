import { candles } from '../candles'
import { compose, out } from '../compose'

export const haramicross = compose({
  id: 'haramicross',
  title: 'Harami cross',
  summary:
    'A doji inside the long body before it. The side is against the long bar. As TA-Lib CDLHARAMICROSS.',
  formula: 'body₋₁ long, doji within body₋₁',
  family: 'pattern',
  synonyms: ['candlestick', 'doji', 'reversal'],
  inputs: [],
  params: [],
  outputs: [out('bullish', 'Bullish', 'bool'), out('bearish', 'Bearish', 'bool')],
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    const shape = k.and(before.long, bar.doji, k.le(bar.top, before.top), k.ge(bar.bottom, before.bottom))
    return { bullish: k.and(shape, before.black), bearish: k.and(shape, before.white) }
  },
})
