import { compose, int, source, value } from '../compose'

export const rsi = compose({
  id: 'rsi',
  title: 'RSI',
  summary:
    'Wilder’s relative strength index: average gain over average gain and loss, 0…100, both by Wilder’s average seeded with the mean of the first `length` changes. A source that has never moved is missing (Pine says 100, TA-Lib 0).',
  formula: '100 · RMA(gain) / (RMA(gain) + RMA(loss))',
  family: 'momentum',
  synonyms: ['relative strength', 'wilder', 'overbought', 'oversold'],
  inputs: [source],
  params: [int('length', 'Length', 14)],
  outputs: value('RSI'),
  build: ({ change, max, neg, rma, mul, div, add }, { source }, { length }) => {
    const move = change(source)
    const gain = rma(max(move, 0), length)
    const loss = rma(max(neg(move), 0), length)
    return { value: div(mul(100, gain), add(gain, loss)) }
  },
})
