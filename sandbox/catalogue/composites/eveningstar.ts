import { candles } from '../candles'
import { compose, num, value } from '../compose'

export const eveningstar = compose({
  id: 'eveningstar',
  title: 'Evening star',
  summary:
    'A long white bar, a small body whose body gaps above it, and a black one that closes well into the first body. As TA-Lib CDLEVENINGSTAR.',
  formula: 'body gap up, then close < close₋₂ − penetration · body₋₂',
  family: 'pattern',
  synonyms: ['candlestick', 'reversal', 'top', 'three bar'],
  inputs: [],
  params: [num('penetration', 'Penetration', 0.3, 0, 1, 0.05)],
  outputs: value('Evening star', 'bool'),
  build: (k, _, { penetration }) => {
    const candle = candles(k)
    const [first, second, third] = [candle(2), candle(1), candle(0)]
    return {
      value: k.and(
        first.long,
        first.white,
        second.notLong,
        k.gt(second.bottom, first.top),
        k.gt(third.body, k.ago(k.sma(third.body, 10), 1)),
        third.black,
        k.lt(third.close, k.sub(first.close, k.mul(penetration, first.body))),
      ),
    }
  },
})
