import type { Candle } from '../candles'
import { sidedPattern } from '../pattern'

export const kicking = sidedPattern({
  id: 'kicking',
  title: 'Kicking',
  summary:
    'Two marubozus of opposite colours with a gap between the bars; the side is that of the second. As TA-Lib CDLKICKING.',
  formula: 'marubozu₋₁ and opposite marubozu, bars do not overlap',
  synonyms: ['gap', 'reversal'],
  sides: (candle, k) => {
    const [before, bar] = [candle(1), candle(0)]
    const full = (c: Candle) => k.and(c.long, c.noUpper, c.noLower)
    const shape = k.and(full(before), full(bar))
    return {
      bullish: k.and(shape, before.black, bar.white, k.gt(bar.low, before.high)),
      bearish: k.and(shape, before.white, bar.black, k.lt(bar.high, before.low)),
    }
  },
})
