import { pattern } from '../pattern'

export const twocrows = pattern({
  id: 'twocrows',
  title: 'Two crows',
  summary:
    'A long white bar, a black one whose body gaps above it, and a black one that opens in the second body and closes in the first. As TA-Lib CDL2CROWS.',
  formula: 'body gap up, open within body₋₁, close within body₋₂',
  synonyms: ['reversal', 'top'],
  holds: (candle, k) => {
    const [first, second, third] = [candle(2), candle(1), candle(0)]
    return k.and(
      first.white,
      first.long,
      second.black,
      k.gt(second.bottom, first.top),
      third.black,
      k.and(k.lt(third.open, second.open), k.gt(third.open, second.close)),
      k.and(k.gt(third.close, first.open), k.lt(third.close, first.close)),
    )
  },
})
