import { compose, int, num, out, source } from '../compose'

export const kc = compose({
  id: 'kc',
  title: 'Keltner channel',
  summary:
    'EMA and lines `mult` EMAs of the true range away, as Pine `ta.kc`; see `keltner` for the form with Wilder’s ATR.',
  formula: 'middle = EMA(x, length), bands = middle ± mult·EMA(TR, length)',
  family: 'volatility',
  synonyms: ['keltner', 'channel'],
  inputs: [source],
  params: [int('length', 'Length', 20), num('mult', 'Multiple', 2, 0, 50)],
  outputs: [out('middle', 'Middle'), out('upper', 'Upper'), out('lower', 'Lower')],
  build: ({ ema, tr, mul, add, sub }, { source }, { length, mult }) => {
    const middle = ema(source, length)
    const reach = mul(mult, ema(tr(), length))
    return { middle, upper: add(middle, reach), lower: sub(middle, reach) }
  },
})
