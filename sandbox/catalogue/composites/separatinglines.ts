import { sidedPattern } from '../pattern'

export const separatinglines = sidedPattern({
  id: 'separatinglines',
  title: 'Separating lines',
  summary:
    'Opposite colours from the same open, the second a long belt hold whose side it takes. As TA-Lib CDLSEPARATINGLINES.',
  formula: 'opposite colours, |open − open₋₁| ≤ equal, belt hold',
  synonyms: ['continuation'],
  sides: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
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
