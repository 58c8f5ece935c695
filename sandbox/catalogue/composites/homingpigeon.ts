import { pattern } from '../pattern'

export const homingpigeon = pattern({
  id: 'homingpigeon',
  title: 'Homing pigeon',
  summary: 'A small black body inside the long black one before. As TA-Lib CDLHOMINGPIGEON.',
  formula: 'black ×2, body₋₁ long, small body within it',
  synonyms: ['harami', 'inside'],
  holds: (candle, k) => {
    const bar = candle(0)
    const before = candle(1)
    return k.and(
      before.black,
      bar.black,
      before.long,
      bar.notLong,
      k.lt(bar.open, before.open),
      k.gt(bar.close, before.close),
    )
  },
})
