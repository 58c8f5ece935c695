import { candles } from '../candles'
import { compose, out } from '../compose'

export const counterattack = compose({
  id: 'counterattack',
  title: 'Counterattack',
  summary:
    'Two long bars of opposite colours that close at the same price; the side is that of the second. As TA-Lib CDLCOUNTERATTACK.',
  formula: 'long ×2, opposite colours, |close − close₋₁| ≤ equal',
  family: 'pattern',
  synonyms: ['candlestick', 'meeting lines'],
  inputs: [],
  params: [],
  outputs: [out('bullish', 'Bullish', 'bool'), out('bearish', 'Bearish', 'bool')],
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    const shape = k.and(
      before.long,
      bar.long,
      k.le(bar.close, k.add(before.close, before.equal)),
      k.ge(bar.close, k.sub(before.close, before.equal)),
    )
    return {
      bullish: k.and(shape, before.black, bar.white),
      bearish: k.and(shape, before.white, bar.black),
    }
  },
})
