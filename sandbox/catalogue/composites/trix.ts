import { compose, int, source, value } from '../compose'

export const trix = compose({
  id: 'trix',
  title: 'TRIX',
  summary:
    'Percent change of a triple EMA, each seeded on its own values as TA-Lib; TradingView’s takes logarithms and ×10,000.',
  formula: '100 · (e₃/e₃₋₁ − 1), e₃ = EMA(EMA(EMA(x)))',
  family: 'momentum',
  synonyms: ['triple exponential'],
  inputs: [source],
  params: [int('length', 'Length', 18)],
  outputs: value('TRIX'),
  build: ({ ema, op }, { source }, { length }) => ({
    value: op('roc', [ema(ema(ema(source, length), length), length)], { length: 1 }),
  }),
})
