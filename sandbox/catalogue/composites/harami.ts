import { candles } from '../candles'
import { compose, out } from '../compose'

export const harami = compose({
  id: 'harami',
  title: 'Harami',
  summary:
    'A small body inside the long body before it; ends may be equal. The side is against the long bar. As TA-Lib CDLHARAMI.',
  formula: 'body₋₁ long, body small and within body₋₁',
  family: 'pattern',
  synonyms: ['candlestick', 'inside', 'reversal'],
  inputs: [],
  params: [],
  outputs: [out('bullish', 'Bullish', 'bool'), out('bearish', 'Bearish', 'bool')],
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    const shape = k.and(before.long, bar.notLong, k.le(bar.top, before.top), k.ge(bar.bottom, before.bottom))
    return { bullish: k.and(shape, before.black), bearish: k.and(shape, before.white) }
  },
})
