import { compose, int, num, out, source } from '../compose'

export const starc = compose({
  id: 'starc',
  title: 'STARC bands',
  summary: 'Stoller’s bands: a short simple average and `mult` ATRs around it.',
  formula: 'middle = SMA(close, length), bands = middle ± mult·ATR(atrLength)',
  family: 'volatility',
  synonyms: ['stoller', 'average range channel'],
  inputs: [source],
  params: [int('length', 'Length', 5), num('mult', 'Multiple', 2, 0, 50), int('atrLength', 'ATR length', 10)],
  outputs: [out('middle', 'Middle'), out('upper', 'Upper'), out('lower', 'Lower')],
  build: ({ op, sma, mul, add, sub }, { source }, { length, mult, atrLength }) => {
    const middle = sma(source, length)
    const reach = mul(mult, op('atr', [], { length: atrLength }))
    return { middle, upper: add(middle, reach), lower: sub(middle, reach) }
  },
})
