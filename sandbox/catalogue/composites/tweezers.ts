import { candles } from '../candles'
import { compose, out } from '../compose'
import type { Series } from '../define'

export const tweezers = compose({
  id: 'tweezers',
  title: 'Tweezers',
  summary:
    'Two bars of opposite colours that share their low (bullish) or their high (bearish), within a twentieth of the usual range.',
  formula: '|low − low₋₁| ≤ equal after a black bar · |high − high₋₁| ≤ equal after a white one',
  family: 'pattern',
  synonyms: ['candlestick', 'double bottom', 'double top', 'reversal'],
  inputs: [],
  params: [],
  outputs: [out('bullish', 'Bullish', 'bool'), out('bearish', 'Bearish', 'bool')],
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    const meets = (a: Series, b: Series) => k.le(k.abs(k.sub(a, b)), before.equal)
    return {
      bullish: k.and(before.black, bar.white, meets(bar.low, before.low)),
      bearish: k.and(before.white, bar.black, meets(bar.high, before.high)),
    }
  },
})
