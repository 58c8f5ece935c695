import { candles } from '../candles'
import { compose, out } from '../compose'
import type { Series } from '../define'

export const engulfing = compose({
  id: 'engulfing',
  title: 'Engulfing',
  summary:
    'The body swallows the opposite body before it; one end may be equal. As TA-Lib CDLENGULFING, where trend is left to you too.',
  formula: 'opposite colours, body ⊇ body₋₁, at least one end beyond',
  family: 'pattern',
  synonyms: ['candlestick', 'outside', 'reversal', 'bullish engulfing', 'bearish engulfing'],
  inputs: [],
  params: [],
  outputs: [out('bullish', 'Bullish', 'bool'), out('bearish', 'Bearish', 'bool')],
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    const covers = (up: Series, down: Series, upBefore: Series, downBefore: Series) =>
      k.or(
        k.and(k.ge(up, upBefore), k.lt(down, downBefore)),
        k.and(k.gt(up, upBefore), k.le(down, downBefore)),
      )
    return {
      bullish: k.and(bar.white, before.black, covers(bar.close, bar.open, before.open, before.close)),
      bearish: k.and(bar.black, before.white, covers(bar.open, bar.close, before.close, before.open)),
    }
  },
})
