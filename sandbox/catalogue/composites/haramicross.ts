import { sidedPattern } from '../pattern'

export const haramicross = sidedPattern({
  id: 'haramicross',
  title: 'Harami cross',
  summary:
    'A doji inside the long body before it. The side is against the long bar. As TA-Lib CDLHARAMICROSS.',
  formula: 'body₋₁ long, doji within body₋₁',
  synonyms: ['doji', 'reversal'],
  sides: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
    const shape = k.and(before.long, bar.doji, k.le(bar.top, before.top), k.ge(bar.bottom, before.bottom))
    return { bullish: k.and(shape, before.black), bearish: k.and(shape, before.white) }
  },
})
