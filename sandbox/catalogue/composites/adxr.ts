import { compose, int, value } from '../compose'

export const adxr = compose({
  id: 'adxr',
  title: 'ADX rating',
  summary:
    'Mean of ADX now and length − 1 bars ago, as TA-Lib and Stock.Indicators (Wilder’s text says length bars).',
  formula: '(ADX + ADX₋(length − 1)) / 2',
  family: 'trend',
  synonyms: ['average directional rating'],
  inputs: [],
  params: [int('length', 'Length', 14)],
  outputs: value('ADXR'),
  build: ({ part, add, ago, div }, _, { length }) => {
    const adx = part('adx', 'adx', [], { length })
    return { value: div(add(adx, ago(adx, length - 1)), 2) }
  },
})
