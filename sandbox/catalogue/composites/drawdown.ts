import { compose, int, source, value } from '../compose'

export const drawdown = compose({
  id: 'drawdown',
  title: 'Drawdown',
  summary: 'Fall from the highest value of the last `length` bars, in percent, 0 or below.',
  formula: '100 · (x / highest(x, length) − 1)',
  family: 'statistics',
  synonyms: ['fall from high', 'off high', 'underwater', 'pullback', 'dip'],
  inputs: [source],
  params: [int('length', 'Length', 100)],
  outputs: value('Drawdown %'),
  build: ({ highest, div, sub, mul }, { source }, { length }) => ({
    value: mul(100, sub(div(source, highest(source, length)), 1)),
  }),
})
