import { compose, int, out, source } from '../compose'

export const regime = compose({
  id: 'regime',
  title: 'Market regime',
  summary:
    'Trend by volatility quadrant. Trend: the source above its average. Volatile: ATR in percent above the middle of its rank over `rank` bars. quadrant 1 up and calm, 2 up and volatile, 3 down and calm, 4 down and volatile.',
  formula: 'trend = x > SMA(x, length), volatile = percent rank of NATR(atrLength) > 50',
  family: 'statistics',
  synonyms: ['quadrant', 'classifier', 'market filter', 'bull', 'bear'],
  inputs: [source],
  params: [
    int('length', 'Average length', 200),
    int('atrLength', 'ATR length', 14),
    int('rank', 'Rank length', 100),
  ],
  outputs: [out('quadrant', 'Quadrant'), out('up', 'Up', 'bool'), out('volatile', 'Volatile', 'bool')],
  build: ({ op, gt, sma, where, add }, { source }, { length, atrLength, rank }) => {
    const up = gt(source, sma(source, length))
    const volatile = gt(op('percentrank', [op('natr', [], { length: atrLength })], { length: rank }), 50)
    return { quadrant: add(where(up, 1, 3), where(volatile, 1, 0)), up, volatile }
  },
})
