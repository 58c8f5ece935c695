import { candles } from '../candles'
import { compose, value } from '../compose'

export const piercing = compose({
  id: 'piercing',
  title: 'Piercing line',
  summary:
    'After a long black bar, a long white one that opens below its low and closes in the upper half of its body. As TA-Lib CDLPIERCING.',
  formula: 'open < low₋₁, middle of body₋₁ < close < open₋₁',
  family: 'pattern',
  synonyms: ['candlestick', 'reversal'],
  inputs: [],
  params: [],
  outputs: value('Piercing line', 'bool'),
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    return {
      value: k.and(
        before.black,
        before.long,
        bar.white,
        bar.long,
        k.lt(bar.open, before.low),
        k.lt(bar.close, before.open),
        k.gt(bar.close, k.add(before.close, k.mul(0.5, before.body))),
      ),
    }
  },
})
