import { compose, int, value } from '../compose'

export const natr = compose({
  id: 'natr',
  title: 'Normalised ATR',
  summary: 'Average true range in percent of the close. As TA-Lib NATR.',
  formula: '100 · ATR(length) / close',
  family: 'volatility',
  synonyms: ['atr percent', 'atrp', 'normalized'],
  inputs: [],
  params: [int('length', 'Length', 14)],
  outputs: value('NATR'),
  build: ({ op, mul, div, close }, _, { length }) => ({
    value: div(mul(100, op('atr', [], { length })), close()),
  }),
})
