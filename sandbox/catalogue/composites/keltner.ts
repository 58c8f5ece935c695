import { compose, int, num, out, source } from '../compose'

export const keltner = compose({
  id: 'keltner',
  title: 'Keltner channel (ATR)',
  summary: 'EMA and lines `mult` Wilder ATRs of their own length away, as StockCharts and Stock.Indicators.',
  formula: 'middle = EMA(x, length), bands = middle ± mult·ATR(atrLength)',
  family: 'volatility',
  synonyms: ['kc', 'channel', 'atr bands'],
  inputs: [source],
  params: [
    int('length', 'Length', 20),
    num('mult', 'Multiple', 2, 0, 50),
    int('atrLength', 'ATR length', 10),
  ],
  outputs: [out('middle', 'Middle'), out('upper', 'Upper'), out('lower', 'Lower')],
  build: ({ op, ema, mul, add, sub }, { source }, { length, mult, atrLength }) => {
    const middle = ema(source, length)
    const reach = mul(mult, op('atr', [], { length: atrLength }))
    return { middle, upper: add(middle, reach), lower: sub(middle, reach) }
  },
})
