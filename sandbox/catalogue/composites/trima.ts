import { compose, int, source, value } from '../compose'

export const trima = compose({
  id: 'trima',
  title: 'Triangular moving average',
  summary: 'Simple average of a simple average, so the middle of the window weighs most. As TA-Lib TRIMA.',
  formula: 'SMA(SMA(x, ⌈(length + 1)/2⌉), ⌊(length + 1)/2⌋)',
  family: 'average',
  synonyms: ['triangular', 'tma'],
  inputs: [source],
  params: [int('length', 'Length', 20)],
  outputs: value('TRIMA'),
  build: ({ sma }, { source }, { length }) => ({
    value: sma(sma(source, Math.ceil((length + 1) / 2)), Math.floor((length + 1) / 2)),
  }),
})
