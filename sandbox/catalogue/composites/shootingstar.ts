import { candles } from '../candles'
import { compose, value } from '../compose'

export const shootingstar = compose({
  id: 'shootingstar',
  title: 'Shooting star',
  summary:
    'A small body under a long upper wick, hardly a lower one, its body gapping above the body before. As TA-Lib CDLSHOOTINGSTAR.',
  formula: 'body small, upper > body, no lower wick, body bottom > body top₋₁',
  family: 'pattern',
  synonyms: ['candlestick', 'reversal', 'pin bar'],
  inputs: [],
  params: [],
  outputs: value('Shooting star', 'bool'),
  build: k => {
    const bar = candles(k)(0)
    const before = candles(k)(1)
    const shape = k.and(bar.small, k.gt(bar.upper, bar.body), bar.noLower)
    return { value: k.and(shape, k.gt(bar.bottom, before.top)) }
  },
})
