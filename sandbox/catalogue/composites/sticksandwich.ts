import { pattern } from '../pattern'

export const sticksandwich = pattern({
  id: 'sticksandwich',
  title: 'Stick sandwich',
  summary:
    'A white bar that trades above the close of the black one before it, then a black one closing where the first did. As TA-Lib CDLSTICKSANDWICH.',
  formula: 'black, white, black; low₋₁ > close₋₂, |close − close₋₂| ≤ equal₋₂',
  synonyms: ['support', 'reversal'],
  holds: (candle, k) => {
    const [first, second, third] = [candle(2), candle(1), candle(0)]
    return k.and(
      k.and(first.black, second.white, third.black),
      k.gt(second.low, first.close),
      k.le(third.close, k.add(first.close, first.equal)),
      k.ge(third.close, k.sub(first.close, first.equal)),
    )
  },
})
