import { compose, int, num, out } from '../compose'

export const chandelier = compose({
  id: 'chandelier',
  title: 'Chandelier exit',
  summary:
    'LeBeau’s stops: a multiple of ATR below the highest high (for longs) and above the lowest low (for shorts).',
  formula: 'long = highest(high, length) − mult·ATR(length), short = lowest(low, length) + mult·ATR(length)',
  family: 'trend',
  synonyms: ['exit', 'lebeau', 'trailing stop'],
  inputs: [],
  params: [int('length', 'Length', 22), num('mult', 'ATR multiple', 3, 0, 50)],
  outputs: [out('long', 'Long stop'), out('short', 'Short stop')],
  build: ({ op, high, low, highest, lowest, mul, sub, add }, _, { length, mult }) => {
    const room = mul(mult, op('atr', [], { length }))
    return { long: sub(highest(high(), length), room), short: add(lowest(low(), length), room) }
  },
})
