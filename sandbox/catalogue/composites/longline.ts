import { candles } from '../candles'
import { compose, out } from '../compose'

export const longline = compose({
  id: 'longline',
  title: 'Long line',
  summary: 'A long body with short wicks. As TA-Lib CDLLONGLINE.',
  formula: 'body > SMA(body, 10)₋₁, wicks < half the usual wicks',
  family: 'pattern',
  synonyms: ['candlestick', 'long candle'],
  inputs: [],
  params: [],
  outputs: [out('bullish', 'Bullish', 'bool'), out('bearish', 'Bearish', 'bool')],
  build: k => {
    const bar = candles(k)(0)
    const shape = k.and(bar.long, k.lt(bar.upper, bar.usualWick), k.lt(bar.lower, bar.usualWick))
    return { bullish: k.and(shape, bar.white), bearish: k.and(shape, bar.black) }
  },
})
