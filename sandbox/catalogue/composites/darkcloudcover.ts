import { num } from '../compose'
import { pattern } from '../pattern'

export const darkcloudcover = pattern({
  id: 'darkcloudcover',
  title: 'Dark cloud cover',
  summary:
    'After a long white bar, a black one that opens above its high and closes deep in its body. As TA-Lib CDLDARKCLOUDCOVER.',
  formula: 'open > high₋₁, open₋₁ < close < close₋₁ − penetration · body₋₁',
  synonyms: ['reversal'],
  params: [num('penetration', 'Penetration', 0.5, 0, 1, 0.05)],
  holds: (candle, k, { penetration }) => {
    const bar = candle(0)
    const before = candle(1)
    return k.and(
      before.white,
      before.long,
      bar.black,
      k.gt(bar.open, before.high),
      k.gt(bar.close, before.open),
      k.lt(bar.close, k.sub(before.close, k.mul(penetration, before.body))),
    )
  },
})
