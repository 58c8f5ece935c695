import { compose, int, source, value } from '../compose'

export const tema = compose({
  id: 'tema',
  title: 'Triple EMA',
  summary:
    'Three EMAs combined so that most of their lag cancels (Mulloy). Each EMA is seeded on its own values, as TA-Lib and Pine; first value after 3·length − 2 bars.',
  formula: '3·EMA(x) − 3·EMA(EMA(x)) + EMA(EMA(EMA(x)))',
  family: 'average',
  synonyms: ['triple exponential', 'mulloy'],
  inputs: [source],
  params: [int('length', 'Length', 9)],
  outputs: value('TEMA'),
  build: ({ ema, mul, sub, add }, { source }, { length }) => {
    const once = ema(source, length)
    const twice = ema(once, length)
    return { value: add(mul(3, sub(once, twice)), ema(twice, length)) }
  },
})
