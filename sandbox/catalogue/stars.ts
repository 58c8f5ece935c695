import type { Candle } from './candles'
import { num } from './compose'
import type { Series } from './define'
import type { Kit } from './kit'
import type { CandleAt } from './pattern'

/** How far into the body of the first bar the last one closes. */
export const penetration = num('penetration', 'Penetration', 0.3, 0, 1, 0.05)

type Star = (candle: CandleAt, k: Kit, params: { readonly penetration: number }) => Series

/** The last bar of a star is larger than usual. */
const isLarge = (k: Kit, { body }: Candle): Series => k.gt(body, k.ago(k.sma(body, 10), 1))

/** A long black bar, one below it that is as `isMiddle` says, and a white one back into the first. */
export const morning =
  (isMiddle: (bar: Candle) => Series): Star =>
  (candle, k, params) => {
    const [first, second, third] = [candle(2), candle(1), candle(0)]
    return k.and(
      first.long,
      first.black,
      isMiddle(second),
      k.lt(second.top, first.bottom),
      isLarge(k, third),
      third.white,
      k.gt(third.close, k.add(first.close, k.mul(params.penetration, first.body))),
    )
  }

/** A long white bar, one above it that is as `isMiddle` says, and a black one back into the first. */
export const evening =
  (isMiddle: (bar: Candle) => Series): Star =>
  (candle, k, params) => {
    const [first, second, third] = [candle(2), candle(1), candle(0)]
    return k.and(
      first.long,
      first.white,
      isMiddle(second),
      k.gt(second.bottom, first.top),
      isLarge(k, third),
      third.black,
      k.lt(third.close, k.sub(first.close, k.mul(params.penetration, first.body))),
    )
  }
