import { num } from '../compose'
import type { Series } from '../define'
import { sidedPattern } from '../pattern'

export const pinbar = sidedPattern({
  id: 'pinbar',
  title: 'Pin bar',
  summary:
    'One wick takes at least `wick` percent of the bar’s range: a lower one bullish, an upper one bearish. Missing on a bar without range.',
  formula: '100 · lower wick / range ≥ wick, or the upper one',
  synonyms: ['rejection', 'hammer', 'shooting star', 'wick'],
  params: [num('wick', 'Wick %', 66.7, 50.1, 100)],
  sides: (candle, k, { wick }) => {
    const bar = candle(0)
    const range = k.sub(bar.high, bar.low)
    const share = (x: Series) => k.div(k.mul(100, x), range)
    return { bullish: k.ge(share(bar.lower), wick), bearish: k.ge(share(bar.upper), wick) }
  },
})
