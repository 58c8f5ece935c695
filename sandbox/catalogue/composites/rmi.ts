import { compose, int, source, value } from '../compose'

export const rmi = compose({
  id: 'rmi',
  title: 'Relative momentum index',
  summary: 'RSI of changes over `momentum` bars instead of one (Altman).',
  formula: '100 · RMA(gain) / (RMA(gain) + RMA(loss)), gain and loss of x − x₋momentum',
  family: 'momentum',
  synonyms: ['altman', 'rsi'],
  inputs: [source],
  params: [int('length', 'Length', 20), int('momentum', 'Momentum', 5)],
  outputs: value('RMI'),
  build: ({ change, max, neg, rma, mul, div, add }, { source }, { length, momentum }) => {
    const move = change(source, momentum)
    const gain = rma(max(move, 0), length)
    const loss = rma(max(neg(move), 0), length)
    return { value: div(mul(100, gain), add(gain, loss)) }
  },
})
