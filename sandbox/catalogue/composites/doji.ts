import { pattern } from '../pattern'

export const doji = pattern({
  id: 'doji',
  title: 'Doji',
  summary:
    'Open and close nearly meet: the body is at most a tenth of the usual range (average of the ten bars before). As TA-Lib CDLDOJI.',
  formula: 'body ≤ 0.1 · SMA(range, 10)₋₁',
  synonyms: ['indecision'],
  holds: candle => candle(0).doji,
})
