import { candles } from '../candles'
import { compose, num, value } from '../compose'

export const morningstar = compose({
  id: 'morningstar',
  title: 'Morning star',
  summary:
    'A long black bar, a small body whose body gaps below it, and a white one that closes well into the first body. As TA-Lib CDLMORNINGSTAR.',
  formula: 'body gap down, then close > close₋₂ + penetration · body₋₂',
  family: 'pattern',
  synonyms: ['candlestick', 'reversal', 'bottom', 'three bar'],
  inputs: [],
  params: [num('penetration', 'Penetration', 0.3, 0, 1, 0.05)],
  outputs: value('Morning star', 'bool'),
  build: (k, _, { penetration }) => {
    const candle = candles(k)
    const [first, second, third] = [candle(2), candle(1), candle(0)]
    return {
      value: k.and(
        first.long,
        first.black,
        second.notLong,
        k.lt(second.top, first.bottom),
        k.gt(third.body, k.ago(k.sma(third.body, 10), 1)),
        third.white,
        k.gt(third.close, k.add(first.close, k.mul(penetration, first.body))),
      ),
    }
  },
})
