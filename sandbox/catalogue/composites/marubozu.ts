import { candles } from '../candles'
import { compose, out } from '../compose'

export const marubozu = compose({
  id: 'marubozu',
  title: 'Marubozu',
  summary: 'A long body with hardly a wick on either end. As TA-Lib CDLMARUBOZU.',
  formula: 'body > SMA(body, 10)₋₁, both wicks < 0.1 · SMA(range, 10)₋₁',
  family: 'pattern',
  synonyms: ['candlestick', 'full body', 'bald'],
  inputs: [],
  params: [],
  outputs: [out('bullish', 'Bullish', 'bool'), out('bearish', 'Bearish', 'bool')],
  build: k => {
    const bar = candles(k)(0)
    const shape = k.and(bar.long, bar.noUpper, bar.noLower)
    return { bullish: k.and(shape, bar.white), bearish: k.and(shape, bar.black) }
  },
})
