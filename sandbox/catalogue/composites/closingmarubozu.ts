import { sidedPattern } from '../pattern'

export const closingmarubozu = sidedPattern({
  id: 'closingmarubozu',
  title: 'Closing marubozu',
  summary: 'A long body without a wick where it closes. As TA-Lib CDLCLOSINGMARUBOZU.',
  formula: 'body > SMA(body, 10)₋₁, no wick at the close',
  synonyms: ['full close'],
  sides: (candle, k) => {
    const bar = candle(0)
    return {
      bullish: k.and(bar.long, bar.white, bar.noUpper),
      bearish: k.and(bar.long, bar.black, bar.noLower),
    }
  },
})
