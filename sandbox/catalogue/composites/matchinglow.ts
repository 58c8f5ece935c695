import { candles } from '../candles'
import { compose, value } from '../compose'

export const matchinglow = compose({
  id: 'matchinglow',
  title: 'Matching low',
  summary:
    'Two black bars that close at the same price (within a twentieth of the usual range). As TA-Lib CDLMATCHINGLOW.',
  formula: 'black ×2, |close − close₋₁| ≤ equal',
  family: 'pattern',
  synonyms: ['candlestick', 'support', 'double bottom'],
  inputs: [],
  params: [],
  outputs: value('Matching low', 'bool'),
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    return {
      value: k.and(
        before.black,
        bar.black,
        k.le(bar.close, k.add(before.close, before.equal)),
        k.ge(bar.close, k.sub(before.close, before.equal)),
      ),
    }
  },
})
