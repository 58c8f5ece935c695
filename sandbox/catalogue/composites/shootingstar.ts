import { pattern } from '../pattern'

export const shootingstar = pattern({
  id: 'shootingstar',
  title: 'Shooting star',
  summary:
    'A small body under a long upper wick, hardly a lower one, its body gapping above the body before. As TA-Lib CDLSHOOTINGSTAR.',
  formula: 'body small, upper > body, no lower wick, body bottom > body top₋₁',
  synonyms: ['reversal', 'pin bar'],
  holds: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
    const shape = k.and(bar.small, k.gt(bar.upper, bar.body), bar.noLower)
    return k.and(shape, k.gt(bar.bottom, before.top))
  },
})
