import { sidedPattern } from '../pattern'

export const longline = sidedPattern({
  id: 'longline',
  title: 'Long line',
  summary: 'A long body with short wicks. As TA-Lib CDLLONGLINE.',
  formula: 'body > SMA(body, 10)₋₁, wicks < half the usual wicks',
  synonyms: ['long candle'],
  sides: (candle, k) => {
    const bar = candle(0)
    const shape = k.and(bar.long, k.lt(bar.upper, bar.usualWick), k.lt(bar.lower, bar.usualWick))
    return { bullish: k.and(shape, bar.white), bearish: k.and(shape, bar.black) }
  },
})
