import { pattern } from '../pattern'

export const hammer = pattern({
  id: 'hammer',
  title: 'Hammer',
  summary:
    'A small body at the top of a long lower wick, hardly an upper one, at or below the low before (within a fifth of the usual range). As TA-Lib CDLHAMMER; trend is left to you.',
  formula: 'body small, lower > body, no upper wick, body bottom ≤ low₋₁ + near',
  synonyms: ['pin bar', 'reversal'],
  holds: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
    const shape = k.and(bar.small, k.gt(bar.lower, bar.body), bar.noUpper)
    return k.and(shape, k.le(bar.bottom, k.add(before.low, before.near)))
  },
})
