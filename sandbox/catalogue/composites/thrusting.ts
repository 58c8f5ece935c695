import { candles } from '../candles'
import { compose, value } from '../compose'

export const thrusting = compose({
  id: 'thrusting',
  title: 'Thrusting',
  summary:
    'After a long black bar, a white one that opens below its low and closes above its close but not past the middle of its body. Bearish. As TA-Lib CDLTHRUSTING.',
  formula: 'open < low₋₁, close₋₁ + equal < close ≤ middle of body₋₁',
  family: 'pattern',
  synonyms: ['candlestick', 'continuation'],
  inputs: [],
  params: [],
  outputs: value('Thrusting', 'bool'),
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    return {
      value: k.and(
        before.black,
        before.long,
        bar.white,
        k.lt(bar.open, before.low),
        k.gt(bar.close, k.add(before.close, before.equal)),
        k.le(bar.close, k.add(before.close, k.mul(0.5, before.body))),
      ),
    }
  },
})
