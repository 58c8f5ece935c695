import { candles } from '../candles'
import { compose, value } from '../compose'

export const longleggeddoji = compose({
  id: 'longleggeddoji',
  title: 'Long-legged doji',
  summary: 'A doji with at least one wick longer than its body. As TA-Lib CDLLONGLEGGEDDOJI.',
  formula: 'doji, a wick > body',
  family: 'pattern',
  synonyms: ['candlestick', 'doji', 'rickshaw'],
  inputs: [],
  params: [],
  outputs: value('Long-legged doji', 'bool'),
  build: k => {
    const bar = candles(k)(0)
    return { value: k.and(bar.doji, k.or(k.gt(bar.lower, bar.body), k.gt(bar.upper, bar.body))) }
  },
})
