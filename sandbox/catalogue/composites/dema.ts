import { compose, int, source, value } from '../compose'

export const dema = compose({
  id: 'dema',
  title: 'Double EMA',
  summary:
    'EMA with the lag of its own smoothing taken off (Mulloy). Each EMA is seeded on its own values, as TA-Lib and Pine; first value after 2·length − 1 bars.',
  formula: '2·EMA(x) − EMA(EMA(x))',
  family: 'average',
  synonyms: ['double exponential', 'mulloy'],
  inputs: [source],
  params: [int('length', 'Length', 9)],
  outputs: value('DEMA'),
  build: ({ ema, mul, sub }, { source }, { length }) => {
    const once = ema(source, length)
    return { value: sub(mul(2, once), ema(once, length)) }
  },
})
