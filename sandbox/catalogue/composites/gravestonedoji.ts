import { pattern } from '../pattern'

export const gravestonedoji = pattern({
  id: 'gravestonedoji',
  title: 'Gravestone doji',
  summary: 'A doji without a lower wick and with an upper one. As TA-Lib CDLGRAVESTONEDOJI.',
  formula: 'doji, lower wick < and upper wick > 0.1 · SMA(range, 10)₋₁',
  synonyms: ['doji'],
  holds: (candle, k) => {
    const bar = candle(0)
    return k.and(bar.doji, bar.noLower, bar.someUpper)
  },
})
