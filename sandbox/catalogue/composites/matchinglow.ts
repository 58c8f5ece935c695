import { pattern } from '../pattern'

export const matchinglow = pattern({
  id: 'matchinglow',
  title: 'Matching low',
  summary:
    'Two black bars that close at the same price (within a twentieth of the usual range). As TA-Lib CDLMATCHINGLOW.',
  formula: 'black ×2, |close − close₋₁| ≤ equal',
  synonyms: ['support', 'double bottom'],
  holds: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
    return k.and(
      before.black,
      bar.black,
      k.le(bar.close, k.add(before.close, before.equal)),
      k.ge(bar.close, k.sub(before.close, before.equal)),
    )
  },
})
