import { sidedPattern } from '../pattern'

export const threeoutside = sidedPattern({
  id: 'threeoutside',
  title: 'Three outside',
  summary: 'An engulfing body confirmed by a third close in its direction. As TA-Lib CDL3OUTSIDE.',
  formula: 'body₋₁ beyond body₋₂ on both ends, close beyond close₋₁',
  synonyms: ['outside up', 'outside down', 'engulfing', 'reversal'],
  sides: (candle, k) => {
    const [first, second, third] = [candle(2), candle(1), candle(0)]
    return {
      bullish: k.and(
        second.white,
        first.black,
        k.gt(second.close, first.open),
        k.lt(second.open, first.close),
        k.gt(third.close, second.close),
      ),
      bearish: k.and(
        second.black,
        first.white,
        k.gt(second.open, first.close),
        k.lt(second.close, first.open),
        k.lt(third.close, second.close),
      ),
    }
  },
})
