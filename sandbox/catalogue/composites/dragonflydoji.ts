import { pattern } from '../pattern'

export const dragonflydoji = pattern({
  id: 'dragonflydoji',
  title: 'Dragonfly doji',
  summary: 'A doji without an upper wick and with a lower one. As TA-Lib CDLDRAGONFLYDOJI.',
  formula: 'doji, upper wick < and lower wick > 0.1 · SMA(range, 10)₋₁',
  synonyms: ['doji'],
  holds: (candle, k) => {
    const bar = candle(0)
    return k.and(bar.doji, bar.noUpper, bar.someLower)
  },
})
