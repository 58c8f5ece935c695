import type { Series } from '../define'
import { sidedPattern } from '../pattern'

export const tweezers = sidedPattern({
  id: 'tweezers',
  title: 'Tweezers',
  summary:
    'Two bars of opposite colours that share their low (bullish) or their high (bearish), within a twentieth of the usual range.',
  formula: '|low − low₋₁| ≤ equal after a black bar · |high − high₋₁| ≤ equal after a white one',
  synonyms: ['double bottom', 'double top', 'reversal'],
  sides: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
    const meets = (a: Series, b: Series) => k.le(k.abs(k.sub(a, b)), before.equal)
    return {
      bullish: k.and(before.black, bar.white, meets(bar.low, before.low)),
      bearish: k.and(before.white, bar.black, meets(bar.high, before.high)),
    }
  },
})
