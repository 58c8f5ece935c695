import { compose, int, value } from '../compose'

export const imi = compose({
  id: 'imi',
  title: 'Intraday momentum index',
  summary: 'Chande: RSI’s idea over candle bodies, with plain sums, 0…100. Missing when no bar has a body.',
  formula: '100 · Σ rising bodies / (Σ rising bodies + Σ falling bodies)',
  family: 'momentum',
  synonyms: ['intraday', 'chande'],
  inputs: [],
  params: [int('length', 'Length', 14)],
  outputs: value('IMI'),
  build: ({ sub, close, open, max, sum, abs, mul, div }, _, { length }) => {
    const body = sub(close(), open())
    return { value: div(mul(100, sum(max(body, 0), length)), sum(abs(body), length)) }
  },
})
