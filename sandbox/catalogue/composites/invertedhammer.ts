import { pattern } from '../pattern'

export const invertedhammer = pattern({
  id: 'invertedhammer',
  title: 'Inverted hammer',
  summary:
    'A small body under a long upper wick, hardly a lower one, its body gapping below the body before. As TA-Lib CDLINVERTEDHAMMER.',
  formula: 'body small, upper > body, no lower wick, body top < body bottom₋₁',
  synonyms: ['reversal'],
  holds: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
    const shape = k.and(bar.small, k.gt(bar.upper, bar.body), bar.noLower)
    return k.and(shape, k.lt(bar.top, before.bottom))
  },
})
