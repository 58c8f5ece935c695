import { pattern } from '../pattern'

export const piercing = pattern({
  id: 'piercing',
  title: 'Piercing line',
  summary:
    'After a long black bar, a long white one that opens below its low and closes in the upper half of its body. As TA-Lib CDLPIERCING.',
  formula: 'open < low₋₁, middle of body₋₁ < close < open₋₁',
  synonyms: ['reversal'],
  holds: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
    return k.and(
      before.black,
      before.long,
      bar.white,
      bar.long,
      k.lt(bar.open, before.low),
      k.lt(bar.close, before.open),
      k.gt(bar.close, k.add(before.close, k.mul(0.5, before.body))),
    )
  },
})
