import { candles } from '../candles'
import { compose, value } from '../compose'

export const dragonflydoji = compose({
  id: 'dragonflydoji',
  title: 'Dragonfly doji',
  summary: 'A doji without an upper wick and with a lower one. As TA-Lib CDLDRAGONFLYDOJI.',
  formula: 'doji, upper wick < and lower wick > 0.1 · SMA(range, 10)₋₁',
  family: 'pattern',
  synonyms: ['candlestick', 'doji'],
  inputs: [],
  params: [],
  outputs: value('Dragonfly doji', 'bool'),
  build: k => {
    const bar = candles(k)(0)
    return { value: k.and(bar.doji, bar.noUpper, bar.someLower) }
  },
})
