import { compose, int, source, value } from '../compose'

export const ewo = compose({
  id: 'ewo',
  title: 'Elliott wave oscillator',
  summary:
    'Gap between two EMAs in percent of the low, the form of the freqtrade family (there 50/200); classic charts use 5/35 averages of HL2.',
  formula: '100 · (EMA(fast) − EMA(slow)) / low',
  family: 'trend',
  synonyms: ['elliott', 'wave'],
  inputs: [source],
  params: [int('fast', 'Fast', 5), int('slow', 'Slow', 35)],
  outputs: value('EWO'),
  build: ({ ema, sub, mul, div, low }, { source }, { fast, slow }) => ({
    value: div(mul(100, sub(ema(source, fast), ema(source, slow))), low()),
  }),
})
