import { compose, int, out } from '../compose'

export const adr = compose({
  id: 'adr',
  title: 'Average range',
  summary:
    'Simple average of high − low, and the same in percent of the low (the “ADR %” of swing traders). On daily bars the average daily range.',
  formula: 'range = SMA(high − low), percent = 100·(SMA(high/low) − 1)',
  family: 'volatility',
  synonyms: ['average daily range', 'adr%', 'range'],
  inputs: [],
  params: [int('length', 'Length', 20)],
  outputs: [out('range', 'Range'), out('percent', 'Percent')],
  build: ({ high, low, sub, div, mul, sma }, _, { length }) => ({
    range: sma(sub(high(), low()), length),
    percent: mul(100, sub(sma(div(high(), low()), length), 1)),
  }),
})
