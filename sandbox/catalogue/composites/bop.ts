import { compose, int, value } from '../compose'

export const bop = compose({
  id: 'bop',
  title: 'Balance of power',
  summary:
    'Livshin: who moved the bar from open to close, −1…1, smoothed by a simple average (1 leaves it raw, as TA-Lib). A bar without range is missing.',
  formula: 'SMA((close − open)/(high − low), smooth)',
  family: 'momentum',
  synonyms: ['balance', 'power', 'livshin'],
  inputs: [],
  params: [int('smooth', 'Smoothing', 14)],
  outputs: value('BOP'),
  build: ({ sma, sub, div, open, high, low, close }, _, { smooth }) => ({
    value: sma(div(sub(close(), open()), sub(high(), low())), smooth),
  }),
})
