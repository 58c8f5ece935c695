import { compose, int, out } from '../compose'

export const donchian = compose({
  id: 'donchian',
  title: 'Donchian channel',
  summary:
    'Highest high and lowest low of the last `length` bars, this bar included. For a breakout compare the close with the channel one bar ago.',
  formula: 'upper = highest(high), lower = lowest(low), middle = (upper + lower)/2',
  family: 'trend',
  synonyms: ['channel', 'breakout', 'turtle', 'highest', 'lowest'],
  inputs: [],
  params: [int('length', 'Length', 20)],
  outputs: [out('upper', 'Upper'), out('middle', 'Middle'), out('lower', 'Lower')],
  build: ({ highest, lowest, high, low, add, div }, _, { length }) => {
    const upper = highest(high(), length)
    const lower = lowest(low(), length)
    return { upper, middle: div(add(upper, lower), 2), lower }
  },
})
