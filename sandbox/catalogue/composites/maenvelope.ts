import { compose, int, num, out, source } from '../compose'

export const maenvelope = compose({
  id: 'maenvelope',
  title: 'Moving average envelope',
  summary: 'Simple average and two lines a fixed percentage away from it.',
  formula: 'middle = SMA(x, length), bands = middle · (1 ± percent/100)',
  family: 'volatility',
  synonyms: ['envelope', 'bands', 'percent bands'],
  inputs: [source],
  params: [int('length', 'Length', 20), num('percent', 'Percent', 2.5, 0.01, 100)],
  outputs: [out('middle', 'Middle'), out('upper', 'Upper'), out('lower', 'Lower')],
  build: ({ sma, mul }, { source }, { length, percent }) => {
    const middle = sma(source, length)
    return { middle, upper: mul(middle, 1 + percent / 100), lower: mul(middle, 1 - percent / 100) }
  },
})
