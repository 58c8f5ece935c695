import { sidedPattern } from '../pattern'

export const harami = sidedPattern({
  id: 'harami',
  title: 'Harami',
  summary:
    'A small body inside the long body before it; ends may be equal. The side is against the long bar. As TA-Lib CDLHARAMI.',
  formula: 'body₋₁ long, body small and within body₋₁',
  synonyms: ['inside', 'reversal'],
  sides: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
    const shape = k.and(before.long, bar.notLong, k.le(bar.top, before.top), k.ge(bar.bottom, before.bottom))
    return { bullish: k.and(shape, before.black), bearish: k.and(shape, before.white) }
  },
})
