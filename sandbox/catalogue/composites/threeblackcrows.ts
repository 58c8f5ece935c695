import type { Candle } from '../candles'
import { pattern } from '../pattern'

export const threeblackcrows = pattern({
  id: 'threeblackcrows',
  title: 'Three black crows',
  summary:
    'After a white bar, three falling black ones without lower wicks, each opening in the body before. As TA-Lib CDL3BLACKCROWS.',
  formula: 'black ×3, closes fall, opens within body₋₁, first close under high₋₃',
  synonyms: ['identical crows', 'reversal'],
  holds: (candle, k) => {
    const [start, first, second, third] = [candle(3), candle(2), candle(1), candle(0)]
    const follows = (a: Candle, b: Candle) =>
      k.and(k.lt(b.open, a.open), k.gt(b.open, a.close), k.lt(b.close, a.close))
    return k.and(
      start.white,
      k.and(first.black, second.black, third.black),
      k.and(first.noLower, second.noLower, third.noLower),
      follows(first, second),
      follows(second, third),
      k.gt(start.high, first.close),
    )
  },
})
