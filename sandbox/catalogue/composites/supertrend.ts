import { compose, int, num, out } from '../compose'

export const supertrend = compose({
  id: 'supertrend',
  title: 'Supertrend',
  summary:
    'ATR bands around HL2 that only tighten; price closing beyond the opposite band turns the trend. `direction` has Pine’s sign: −1 while price is above the line (up), 1 below; the trend starts as down. ATR as the `atr` entry.',
  formula:
    'bands = HL2 ± factor·ATR(atrLength), ratcheted; up after close > upper₋, down after close < lower₋',
  family: 'trend',
  synonyms: ['super trend', 'atr band', 'trailing stop'],
  inputs: [],
  params: [num('factor', 'Factor', 3, 0.1, 100), int('atrLength', 'ATR length', 10)],
  outputs: [out('line', 'Line'), out('direction', 'Direction'), out('up', 'Up', 'bool')],
  build: (k, _, { factor, atrLength }) => {
    const middle = k.hl2()
    const width = k.mul(factor, k.op('atr', [], { length: atrLength }))
    const close = k.close()
    const upper = k.op('ratchet', [k.add(middle, width), close], { direction: 'falling' })
    const lower = k.op('ratchet', [k.sub(middle, width), close], { direction: 'rising' })
    const up = k.op('latch', [k.gt(close, upper), k.lt(close, lower)])
    return { line: k.where(up, lower, upper), direction: k.where(up, -1, 1), up }
  },
})
