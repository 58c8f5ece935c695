import { compose, int, num, out } from '../compose'

export const chandekroll = compose({
  id: 'chandekroll',
  title: 'Chande Kroll stop',
  summary:
    'Two-step stop lines, as TradingView: ATR stops from `length` bars, then their extremes over `smooth` bars.',
  formula:
    'short = highest(highest(high, length) − mult·ATR, smooth), long = lowest(lowest(low, length) + mult·ATR, smooth)',
  family: 'trend',
  synonyms: ['cks', 'kroll', 'stop'],
  inputs: [],
  params: [int('length', 'Length', 10), num('mult', 'ATR multiple', 1, 0, 50), int('smooth', 'Smoothing', 9)],
  outputs: [out('long', 'Long stop'), out('short', 'Short stop')],
  build: ({ op, high, low, highest, lowest, mul, sub, add }, _, { length, mult, smooth }) => {
    const room = mul(mult, op('atr', [], { length }))
    return {
      long: lowest(add(lowest(low(), length), room), smooth),
      short: highest(sub(highest(high(), length), room), smooth),
    }
  },
})
