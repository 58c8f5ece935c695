import { sidedPattern } from '../pattern'

export const threeinside = sidedPattern({
  id: 'threeinside',
  title: 'Three inside',
  summary:
    'A harami confirmed by a third bar that closes beyond the open of the long one. As TA-Lib CDL3INSIDE.',
  formula: 'body₋₁ small inside the long body₋₂, close beyond open₋₂',
  synonyms: ['inside up', 'inside down', 'harami', 'reversal'],
  sides: (candle, k) => {
    const [first, second, third] = [candle(2), candle(1), candle(0)]
    const shape = k.and(
      first.long,
      second.notLong,
      k.lt(second.top, first.top),
      k.gt(second.bottom, first.bottom),
    )
    return {
      bullish: k.and(shape, first.black, third.white, k.gt(third.close, first.open)),
      bearish: k.and(shape, first.white, third.black, k.lt(third.close, first.open)),
    }
  },
})
