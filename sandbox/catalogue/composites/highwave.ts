import { sidedPattern } from '../pattern'

export const highwave = sidedPattern({
  id: 'highwave',
  title: 'High wave',
  summary: 'A small body with both wicks more than twice as long. As TA-Lib CDLHIGHWAVE, by colour.',
  formula: 'body < SMA(body, 10)₋₁, both wicks > 2 · body',
  synonyms: ['indecision'],
  sides: (candle, k) => {
    const bar = candle(0)
    const reach = k.mul(2, bar.body)
    const shape = k.and(bar.small, k.gt(bar.upper, reach), k.gt(bar.lower, reach))
    return { bullish: k.and(shape, bar.white), bearish: k.and(shape, bar.black) }
  },
})
