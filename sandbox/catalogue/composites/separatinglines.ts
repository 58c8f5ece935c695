import { candles } from '../candles'
import { compose, out } from '../compose'

export const separatinglines = compose({
  id: 'separatinglines',
  title: 'Separating lines',
  summary:
    'Opposite colours from the same open, the second a long belt hold whose side it takes. As TA-Lib CDLSEPARATINGLINES.',
  formula: 'opposite colours, |open − open₋₁| ≤ equal, belt hold',
  family: 'pattern',
  synonyms: ['candlestick', 'continuation'],
  inputs: [],
  params: [],
  outputs: [out('bullish', 'Bullish', 'bool'), out('bearish', 'Bearish', 'bool')],
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    const shape = k.and(
      bar.long,
      k.le(bar.open, k.add(before.open, before.equal)),
      k.ge(bar.open, k.sub(before.open, before.equal)),
    )
    return {
      bullish: k.and(shape, before.black, bar.white, bar.noLower),
      bearish: k.and(shape, before.white, bar.black, bar.noUpper),
    }
  },
})
