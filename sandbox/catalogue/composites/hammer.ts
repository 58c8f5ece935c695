import { candles } from '../candles'
import { compose, value } from '../compose'

export const hammer = compose({
  id: 'hammer',
  title: 'Hammer',
  summary:
    'A small body at the top of a long lower wick, hardly an upper one, at or below the low before (within a fifth of the usual range). As TA-Lib CDLHAMMER; trend is left to you.',
  formula: 'body small, lower > body, no upper wick, body bottom ≤ low₋₁ + near',
  family: 'pattern',
  synonyms: ['candlestick', 'pin bar', 'reversal'],
  inputs: [],
  params: [],
  outputs: value('Hammer', 'bool'),
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    const shape = k.and(bar.small, k.gt(bar.lower, bar.body), bar.noUpper)
    return { value: k.and(shape, k.le(bar.bottom, k.add(before.low, before.near))) }
  },
})
