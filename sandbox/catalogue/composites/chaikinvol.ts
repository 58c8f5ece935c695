import { compose, int, value } from '../compose'

export const chaikinvol = compose({
  id: 'chaikinvol',
  title: 'Chaikin volatility',
  summary: 'Percent change of a smoothed high−low range.',
  formula: 'ROC(EMA(high − low, length), change)',
  family: 'volatility',
  synonyms: ['chaikin', 'cvi'],
  inputs: [],
  params: [int('length', 'EMA length', 10), int('change', 'Change over', 10)],
  outputs: value('Chaikin volatility %'),
  build: ({ op, ema, sub, high, low }, _, p) => ({
    value: op('roc', [ema(sub(high(), low()), p.length)], { length: p.change }),
  }),
})
