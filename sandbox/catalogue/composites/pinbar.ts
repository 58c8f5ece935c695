import { candles } from '../candles'
import { compose, num, out } from '../compose'
import type { Series } from '../define'

export const pinbar = compose({
  id: 'pinbar',
  title: 'Pin bar',
  summary:
    'One wick takes at least `wick` percent of the bar’s range: a lower one bullish, an upper one bearish. Missing on a bar without range.',
  formula: '100 · lower wick / range ≥ wick, or the upper one',
  family: 'pattern',
  synonyms: ['candlestick', 'rejection', 'hammer', 'shooting star', 'wick'],
  inputs: [],
  params: [num('wick', 'Wick %', 66.7, 50.1, 100)],
  outputs: [out('bullish', 'Bullish', 'bool'), out('bearish', 'Bearish', 'bool')],
  build: (k, _, { wick }) => {
    const bar = candles(k)(0)
    const range = k.sub(bar.high, bar.low)
    const share = (x: Series) => k.div(k.mul(100, x), range)
    return { bullish: k.ge(share(bar.lower), wick), bearish: k.ge(share(bar.upper), wick) }
  },
})
