import { pattern } from '../pattern'

export const thrusting = pattern({
  id: 'thrusting',
  title: 'Thrusting',
  summary:
    'After a long black bar, a white one that opens below its low and closes above its close but not past the middle of its body. Bearish. As TA-Lib CDLTHRUSTING.',
  formula: 'open < low₋₁, close₋₁ + equal < close ≤ middle of body₋₁',
  synonyms: ['continuation'],
  holds: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
    return k.and(
      before.black,
      before.long,
      bar.white,
      k.lt(bar.open, before.low),
      k.gt(bar.close, k.add(before.close, before.equal)),
      k.le(bar.close, k.add(before.close, k.mul(0.5, before.body))),
    )
  },
})
