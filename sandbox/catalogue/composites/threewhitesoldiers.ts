import type { Candle } from '../candles'
import { pattern } from '../pattern'

export const threewhitesoldiers = pattern({
  id: 'threewhitesoldiers',
  title: 'Three white soldiers',
  summary:
    'Three rising white bars without upper wicks, each opening in or near the body before and none much smaller. As TA-Lib CDL3WHITESOLDIERS.',
  formula: 'white ×3, closes rise, opens within body₋₁ + near, body > body₋₁ − far',
  synonyms: ['three advancing', 'continuation'],
  holds: (candle, k) => {
    const bars = [candle(2), candle(1), candle(0)] as const
    const follows = (a: Candle, b: Candle) =>
      k.and(
        k.gt(b.close, a.close),
        k.gt(b.open, a.open),
        k.le(b.open, k.add(a.close, a.near)),
        k.gt(b.body, k.sub(a.body, a.far)),
      )
    const [first, second, third] = bars
    return k.and(
      k.and(first.white, second.white, third.white),
      k.and(first.noUpper, second.noUpper, third.noUpper),
      follows(first, second),
      follows(second, third),
      third.long,
    )
  },
})
