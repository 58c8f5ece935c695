import { pattern } from '../pattern'

export const longleggeddoji = pattern({
  id: 'longleggeddoji',
  title: 'Long-legged doji',
  summary: 'A doji with at least one wick longer than its body. As TA-Lib CDLLONGLEGGEDDOJI.',
  formula: 'doji, a wick > body',
  synonyms: ['doji', 'rickshaw'],
  holds: (candle, k) => {
    const bar = candle(0)
    return k.and(bar.doji, k.or(k.gt(bar.lower, bar.body), k.gt(bar.upper, bar.body)))
  },
})
