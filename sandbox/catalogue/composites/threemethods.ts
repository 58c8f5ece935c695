import type { Candle } from '../candles'
import { sidedPattern } from '../pattern'

export const threemethods = sidedPattern({
  id: 'threemethods',
  title: 'Rising and falling three methods',
  summary:
    'A long bar, three small ones against it that stay in its range, and a long one on. As TA-Lib CDLRISEFALL3METHODS.',
  formula: 'long, three small against it within its range, long beyond the first close',
  synonyms: ['rising three', 'falling three', 'continuation'],
  sides: (candle, k) => {
    const [first, a, b, c, last] = [candle(4), candle(3), candle(2), candle(1), candle(0)]
    const within = (bar: Candle) => k.and(bar.small, k.lt(bar.bottom, first.high), k.gt(bar.top, first.low))
    const shape = k.and(first.long, last.long, within(a), within(b), within(c))
    return {
      bullish: k.and(
        shape,
        k.and(first.white, a.black, b.black, c.black, last.white),
        k.and(k.lt(b.close, a.close), k.lt(c.close, b.close)),
        k.and(k.gt(last.open, c.close), k.gt(last.close, first.close)),
      ),
      bearish: k.and(
        shape,
        k.and(first.black, a.white, b.white, c.white, last.black),
        k.and(k.gt(b.close, a.close), k.gt(c.close, b.close)),
        k.and(k.lt(last.open, c.close), k.lt(last.close, first.close)),
      ),
    }
  },
})
