import { candles } from '../candles'
import { compose, out } from '../compose'

export const closingmarubozu = compose({
  id: 'closingmarubozu',
  title: 'Closing marubozu',
  summary: 'A long body without a wick where it closes. As TA-Lib CDLCLOSINGMARUBOZU.',
  formula: 'body > SMA(body, 10)₋₁, no wick at the close',
  family: 'pattern',
  synonyms: ['candlestick', 'full close'],
  inputs: [],
  params: [],
  outputs: [out('bullish', 'Bullish', 'bool'), out('bearish', 'Bearish', 'bool')],
  build: k => {
    const bar = candles(k)(0)
    return {
      bullish: k.and(bar.long, bar.white, bar.noUpper),
      bearish: k.and(bar.long, bar.black, bar.noLower),
    }
  },
})
