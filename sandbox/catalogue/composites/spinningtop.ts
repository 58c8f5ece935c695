import { sidedPattern } from '../pattern'

export const spinningtop = sidedPattern({
  id: 'spinningtop',
  title: 'Spinning top',
  summary: 'A small body with both wicks longer than it. As TA-Lib CDLSPINNINGTOP, by colour.',
  formula: 'body < SMA(body, 10)₋₁, both wicks > body',
  synonyms: ['indecision'],
  sides: (candle, k) => {
    const bar = candle(0)
    const shape = k.and(bar.small, k.gt(bar.upper, bar.body), k.gt(bar.lower, bar.body))
    return { bullish: k.and(shape, bar.white), bearish: k.and(shape, bar.black) }
  },
})
