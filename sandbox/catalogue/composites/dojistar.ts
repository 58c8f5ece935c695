import { sidedPattern } from '../pattern'

export const dojistar = sidedPattern({
  id: 'dojistar',
  title: 'Doji star',
  summary:
    'A doji whose body gaps beyond the long body before it; the side is against the long bar. As TA-Lib CDLDOJISTAR.',
  formula: 'body₋₁ long, doji, body gap in its direction',
  synonyms: ['reversal'],
  sides: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
    const shape = k.and(before.long, bar.doji)
    return {
      bullish: k.and(shape, before.black, k.lt(bar.top, before.bottom)),
      bearish: k.and(shape, before.white, k.gt(bar.bottom, before.top)),
    }
  },
})
