import { compose, int, out } from '../compose'

export const accbands = compose({
  id: 'accbands',
  title: 'Acceleration bands',
  summary: 'Headley’s bands that widen with the bar’s relative range. As TA-Lib ACCBANDS.',
  formula:
    'upper = SMA(high·(1 + 4·(high − low)/(high + low))), lower = SMA(low·(1 − 4·(high − low)/(high + low)))',
  family: 'volatility',
  synonyms: ['headley', 'acceleration'],
  inputs: [],
  params: [int('length', 'Length', 20)],
  outputs: [out('middle', 'Middle'), out('upper', 'Upper'), out('lower', 'Lower')],
  build: ({ high, low, close, sub, add, div, mul, sma }, _, { length }) => {
    const spread = div(mul(4, sub(high(), low())), add(high(), low()))
    return {
      middle: sma(close(), length),
      upper: sma(mul(high(), add(1, spread)), length),
      lower: sma(mul(low(), sub(1, spread)), length),
    }
  },
})
