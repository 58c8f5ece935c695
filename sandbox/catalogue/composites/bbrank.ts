import { compose, int, num, source, value } from '../compose'

export const bbrank = compose({
  id: 'bbrank',
  title: 'Bollinger width rank',
  summary: 'How narrow the Bollinger bands are compared with the last `rank` bars, 0 (narrowest) … 100.',
  formula: 'percent rank of width over rank bars',
  family: 'volatility',
  synonyms: ['bandwidth percentile', 'bbwp', 'squeeze', 'contraction'],
  inputs: [source],
  params: [
    int('length', 'Length', 20),
    num('mult', 'Deviations', 2, 0.1, 50),
    int('rank', 'Rank length', 252),
  ],
  outputs: value('Width rank'),
  build: ({ part, op }, { source }, { length, mult, rank }) => ({
    value: op('percentrank', [part('bb', 'width', [source], { length, mult })], { length: rank }),
  }),
})
