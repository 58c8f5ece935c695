import { candles } from '../candles'
import { compose, num, value } from '../compose'

export const darkcloudcover = compose({
  id: 'darkcloudcover',
  title: 'Dark cloud cover',
  summary:
    'After a long white bar, a black one that opens above its high and closes deep in its body. As TA-Lib CDLDARKCLOUDCOVER.',
  formula: 'open > high₋₁, open₋₁ < close < close₋₁ − penetration · body₋₁',
  family: 'pattern',
  synonyms: ['candlestick', 'reversal'],
  inputs: [],
  params: [num('penetration', 'Penetration', 0.5, 0, 1, 0.05)],
  outputs: value('Dark cloud cover', 'bool'),
  build: (k, _, { penetration }) => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    return {
      value: k.and(
        before.white,
        before.long,
        bar.black,
        k.gt(bar.open, before.high),
        k.gt(bar.close, before.open),
        k.lt(bar.close, k.sub(before.close, k.mul(penetration, before.body))),
      ),
    }
  },
})
