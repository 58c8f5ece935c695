import { candles } from '../candles'
import { compose, value } from '../compose'

export const homingpigeon = compose({
  id: 'homingpigeon',
  title: 'Homing pigeon',
  summary: 'A small black body inside the long black one before. As TA-Lib CDLHOMINGPIGEON.',
  formula: 'black ×2, body₋₁ long, small body within it',
  family: 'pattern',
  synonyms: ['candlestick', 'harami', 'inside'],
  inputs: [],
  params: [],
  outputs: value('Homing pigeon', 'bool'),
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    return {
      value: k.and(
        before.black,
        bar.black,
        before.long,
        bar.notLong,
        k.lt(bar.open, before.open),
        k.gt(bar.close, before.close),
      ),
    }
  },
})
