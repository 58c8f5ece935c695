import { compose, int, source, value } from '../compose'

export const distance = compose({
  id: 'distance',
  title: 'Distance from average',
  summary: 'How far the source lies from its simple average, in percent (bias).',
  formula: '100 · (x − SMA(x)) / SMA(x)',
  family: 'momentum',
  synonyms: ['bias', 'disparity', 'stretch', 'deviation'],
  inputs: [source],
  params: [int('length', 'Length', 20)],
  outputs: value('Distance %'),
  build: ({ sma, sub, mul, div }, { source }, { length }) => {
    const middle = sma(source, length)
    return { value: div(mul(100, sub(source, middle)), middle) }
  },
})
