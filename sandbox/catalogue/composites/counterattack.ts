import { sidedPattern } from '../pattern'

export const counterattack = sidedPattern({
  id: 'counterattack',
  title: 'Counterattack',
  summary:
    'Two long bars of opposite colours that close at the same price; the side is that of the second. As TA-Lib CDLCOUNTERATTACK.',
  formula: 'long ×2, opposite colours, |close − close₋₁| ≤ equal',
  synonyms: ['meeting lines'],
  sides: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
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
