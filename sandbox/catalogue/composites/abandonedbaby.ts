import { sidedPattern } from '../pattern'
import { penetration } from '../stars'

export const abandonedbaby = sidedPattern({
  id: 'abandonedbaby',
  title: 'Abandoned baby',
  summary:
    'A long bar, a doji that gaps away from it wicks and all, and a bar that gaps back and closes well into the first body. As TA-Lib CDLABANDONEDBABY.',
  formula: 'gaps between whole bars on both sides of a doji',
  synonyms: ['reversal', 'island'],
  params: [penetration],
  sides: (candle, k, { penetration }) => {
    const [first, second, third] = [candle(2), candle(1), candle(0)]
    const shape = k.and(first.long, second.doji, k.gt(third.body, k.ago(k.sma(third.body, 10), 1)))
    const depth = k.mul(penetration, first.body)
    return {
      bullish: k.and(
        shape,
        first.black,
        third.white,
        k.gt(third.close, k.add(first.close, depth)),
        k.lt(second.high, first.low),
        k.gt(third.low, second.high),
      ),
      bearish: k.and(
        shape,
        first.white,
        third.black,
        k.lt(third.close, k.sub(first.close, depth)),
        k.gt(second.low, first.high),
        k.lt(third.high, second.low),
      ),
    }
  },
})
