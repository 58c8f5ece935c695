import { type Candle, candles } from '../candles'
import { compose, value } from '../compose'

export const threewhitesoldiers = compose({
  id: 'threewhitesoldiers',
  title: 'Three white soldiers',
  summary:
    'Three rising white bars without upper wicks, each opening in or near the body before and none much smaller. As TA-Lib CDL3WHITESOLDIERS.',
  formula: 'white ×3, closes rise, opens within body₋₁ + near, body > body₋₁ − far',
  family: 'pattern',
  synonyms: ['candlestick', 'three advancing', 'continuation'],
  inputs: [],
  params: [],
  outputs: value('Three white soldiers', 'bool'),
  build: k => {
    const candle = candles(k)
    const bars = [candle(2), candle(1), candle(0)] as const
    const follows = (a: Candle, b: Candle) =>
      k.and(
        k.gt(b.close, a.close),
        k.gt(b.open, a.open),
        k.le(b.open, k.add(a.close, a.near)),
        k.gt(b.body, k.sub(a.body, a.far)),
      )
    const [first, second, third] = bars
    return {
      value: k.and(
        k.and(first.white, second.white, third.white),
        k.and(first.noUpper, second.noUpper, third.noUpper),
        follows(first, second),
        follows(second, third),
        third.long,
      ),
    }
  },
})
