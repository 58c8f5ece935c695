import { compose, int, num, value } from '../compose'

export const volumefilter = compose({
  id: 'volumefilter',
  title: 'Volume filter',
  summary:
    'True when the bar traded and its volume exceeds `factor` times its simple average (this bar included, as the usual screener idiom).',
  formula: 'volume > factor · SMA(volume, length) and volume > 0',
  family: 'volume',
  synonyms: ['busy', 'liquid', 'volume spike', 'high volume', 'above average volume'],
  inputs: [],
  params: [int('length', 'Length', 20), num('factor', 'Factor', 1, 0, 1000)],
  outputs: value('Busy', 'bool'),
  build: ({ volume, gt, mul, sma, and }, _, { length, factor }) => ({
    value: and(gt(volume(), mul(factor, sma(volume(), length))), gt(volume(), 0)),
  }),
})
