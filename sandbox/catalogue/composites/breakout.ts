import { compose, int, out } from '../compose'

export const breakout = compose({
  id: 'breakout',
  title: 'Breakout',
  summary: 'Close above the highest high, or below the lowest low, of the `length` bars before this one.',
  formula: 'up: close > highest(high, length)₋₁ · down: close < lowest(low, length)₋₁',
  family: 'structure',
  synonyms: ['donchian', 'new high', 'new low', 'turtle', '52 week high'],
  inputs: [],
  params: [int('length', 'Length', 20)],
  outputs: [out('up', 'Breaks up', 'bool'), out('down', 'Breaks down', 'bool')],
  build: ({ gt, lt, close, ago, highest, lowest, high, low }, _, { length }) => ({
    up: gt(close(), ago(highest(high(), length), 1)),
    down: lt(close(), ago(lowest(low(), length), 1)),
  }),
})
