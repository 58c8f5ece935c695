import { pattern } from '../pattern'

export const takuri = pattern({
  id: 'takuri',
  title: 'Takuri line',
  summary: 'A doji without an upper wick and with a lower wick over twice its body. As TA-Lib CDLTAKURI.',
  formula: 'doji, no upper wick, lower > 2 · body',
  synonyms: ['dragonfly', 'pin bar'],
  holds: (candle, k) => {
    const bar = candle(0)
    return k.and(bar.doji, bar.noUpper, k.gt(bar.lower, k.mul(2, bar.body)))
  },
})
