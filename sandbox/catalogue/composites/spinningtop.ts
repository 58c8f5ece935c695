import { candles } from '../candles'
import { compose, out } from '../compose'

export const spinningtop = compose({
  id: 'spinningtop',
  title: 'Spinning top',
  summary: 'A small body with both wicks longer than it. As TA-Lib CDLSPINNINGTOP, by colour.',
  formula: 'body < SMA(body, 10)₋₁, both wicks > body',
  family: 'pattern',
  synonyms: ['candlestick', 'indecision'],
  inputs: [],
  params: [],
  outputs: [out('bullish', 'Bullish', 'bool'), out('bearish', 'Bearish', 'bool')],
  build: k => {
    const bar = candles(k)(0)
    const shape = k.and(bar.small, k.gt(bar.upper, bar.body), k.gt(bar.lower, bar.body))
    return { bullish: k.and(shape, bar.white), bearish: k.and(shape, bar.black) }
  },
})
