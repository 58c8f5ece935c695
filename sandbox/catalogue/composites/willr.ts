import { compose, int, value } from '../compose'

export const willr = compose({
  id: 'willr',
  title: 'Williams %R',
  summary:
    'How far the close lies below the highest high of the window, −100…0. A window without range is missing.',
  formula: '−100 · (highest − close) / (highest − lowest)',
  family: 'momentum',
  synonyms: ['williams', '%r', 'wpr'],
  inputs: [],
  params: [int('length', 'Length', 14)],
  outputs: value('%R'),
  build: ({ highest, lowest, high, low, close, sub, mul, div }, _, { length }) => {
    const top = highest(high(), length)
    return { value: div(mul(-100, sub(top, close())), sub(top, lowest(low(), length))) }
  },
})
