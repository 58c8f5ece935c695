import { pattern } from '../pattern'

export const hangingman = pattern({
  id: 'hangingman',
  title: 'Hanging man',
  summary:
    'The hammer’s shape at or above the high before (within a fifth of the usual range). As TA-Lib CDLHANGINGMAN.',
  formula: 'body small, lower > body, no upper wick, body bottom ≥ high₋₁ − near',
  synonyms: ['hammer', 'reversal'],
  holds: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
    const shape = k.and(bar.small, k.gt(bar.lower, bar.body), bar.noUpper)
    return k.and(shape, k.ge(bar.bottom, k.sub(before.high, before.near)))
  },
})
