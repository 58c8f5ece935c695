import type { Series } from '../define'
import { sidedPattern } from '../pattern'

export const engulfing = sidedPattern({
  id: 'engulfing',
  title: 'Engulfing',
  summary:
    'The body swallows the opposite body before it; one end may be equal. As TA-Lib CDLENGULFING, where trend is left to you too.',
  formula: 'opposite colours, body ⊇ body₋₁, at least one end beyond',
  synonyms: ['outside', 'reversal', 'bullish engulfing', 'bearish engulfing'],
  sides: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
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
