import { candles } from '../candles'
import { compose, out } from '../compose'

export const belthold = compose({
  id: 'belthold',
  title: 'Belt hold',
  summary: 'A long body without a wick where it opens. As TA-Lib CDLBELTHOLD.',
  formula: 'body > SMA(body, 10)₋₁, no wick at the open',
  family: 'pattern',
  synonyms: ['candlestick', 'yorikiri'],
  inputs: [],
  params: [],
  outputs: [out('bullish', 'Bullish', 'bool'), out('bearish', 'Bearish', 'bool')],
  build: k => {
    const bar = candles(k)(0)
    return {
      bullish: k.and(bar.long, bar.white, bar.noLower),
      bearish: k.and(bar.long, bar.black, bar.noUpper),
    }
  },
})
