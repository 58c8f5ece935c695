import { compose, int, source, value } from '../compose'

export const zlema = compose({
  id: 'zlema',
  title: 'Zero-lag EMA',
  summary: 'EMA of the source pushed ahead by its change over half the length (Ehlers and Way).',
  formula: 'EMA(x + (x − x₋lag), length), lag = ⌊(length − 1)/2⌋',
  family: 'average',
  synonyms: ['zero lag', 'ehlers'],
  inputs: [source],
  params: [int('length', 'Length', 9, 2)],
  outputs: value('ZLEMA'),
  build: ({ ema, add, sub, ago }, { source }, { length }) => ({
    value: ema(add(source, sub(source, ago(source, Math.floor((length - 1) / 2)))), length),
  }),
})
