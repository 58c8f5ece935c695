import { sidedPattern } from '../pattern'

export const marubozu = sidedPattern({
  id: 'marubozu',
  title: 'Marubozu',
  summary: 'A long body with hardly a wick on either end. As TA-Lib CDLMARUBOZU.',
  formula: 'body > SMA(body, 10)₋₁, both wicks < 0.1 · SMA(range, 10)₋₁',
  synonyms: ['full body', 'bald'],
  sides: (candle, k) => {
    const bar = candle(0)
    const shape = k.and(bar.long, bar.noUpper, bar.noLower)
    return { bullish: k.and(shape, bar.white), bearish: k.and(shape, bar.black) }
  },
})
