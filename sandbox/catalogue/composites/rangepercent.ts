import { compose, int, value } from '../compose'

export const rangepercent = compose({
  id: 'rangepercent',
  title: 'Range of the last bars',
  summary: 'Highest high over lowest low of the last `length` bars, in percent: how far price travelled.',
  formula: '100 · (highest(high) / lowest(low) − 1)',
  family: 'structure',
  synonyms: ['range', 'amplitude', 'volatility filter'],
  inputs: [],
  params: [int('length', 'Length', 1)],
  outputs: value('Range %'),
  build: ({ highest, lowest, high, low, div, sub, mul }, _, { length }) => ({
    value: mul(100, sub(div(highest(high(), length), lowest(low(), length)), 1)),
  }),
})
