import { candles } from '../candles'
import { compose, value } from '../compose'

export const hangingman = compose({
  id: 'hangingman',
  title: 'Hanging man',
  summary:
    'The hammer’s shape at or above the high before (within a fifth of the usual range). As TA-Lib CDLHANGINGMAN.',
  formula: 'body small, lower > body, no upper wick, body bottom ≥ high₋₁ − near',
  family: 'pattern',
  synonyms: ['candlestick', 'hammer', 'reversal'],
  inputs: [],
  params: [],
  outputs: value('Hanging man', 'bool'),
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    const shape = k.and(bar.small, k.gt(bar.lower, bar.body), bar.noUpper)
    return { value: k.and(shape, k.ge(bar.bottom, k.sub(before.high, before.near))) }
  },
})
