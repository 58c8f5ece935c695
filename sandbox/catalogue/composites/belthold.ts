import { sidedPattern } from '../pattern'

export const belthold = sidedPattern({
  id: 'belthold',
  title: 'Belt hold',
  summary: 'A long body without a wick where it opens. As TA-Lib CDLBELTHOLD.',
  formula: 'body > SMA(body, 10)₋₁, no wick at the open',
  synonyms: ['yorikiri'],
  sides: (candle, k) => {
    const bar = candle(0)
    return {
      bullish: k.and(bar.long, bar.white, bar.noLower),
      bearish: k.and(bar.long, bar.black, bar.noUpper),
    }
  },
})
