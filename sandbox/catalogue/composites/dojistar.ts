import { candles } from '../candles'
import { compose, out } from '../compose'

export const dojistar = compose({
  id: 'dojistar',
  title: 'Doji star',
  summary:
    'A doji whose body gaps beyond the long body before it; the side is against the long bar. As TA-Lib CDLDOJISTAR.',
  formula: 'body₋₁ long, doji, body gap in its direction',
  family: 'pattern',
  synonyms: ['candlestick', 'reversal'],
  inputs: [],
  params: [],
  outputs: [out('bullish', 'Bullish', 'bool'), out('bearish', 'Bearish', 'bool')],
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    const shape = k.and(before.long, bar.doji)
    return {
      bullish: k.and(shape, before.black, k.lt(bar.top, before.bottom)),
      bearish: k.and(shape, before.white, k.gt(bar.bottom, before.top)),
    }
  },
})
