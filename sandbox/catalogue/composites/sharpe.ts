import { compose, int, num, source, value } from '../compose'

export const sharpe = compose({
  id: 'sharpe',
  title: 'Rolling Sharpe ratio',
  summary:
    'Mean over sample deviation of one-bar returns of the last `length` bars, annualised by `periods` bars a year, no risk-free rate. Missing when nothing moves.',
  formula: '√periods · mean(r) / s(r), r = x/x₋₁ − 1',
  family: 'statistics',
  synonyms: ['risk adjusted', 'return to risk'],
  inputs: [source],
  params: [int('length', 'Returns', 50, 2), num('periods', 'Bars a year', 365, 1, 600000, 1)],
  outputs: value('Sharpe'),
  build: ({ op, sma, stdev, mul, div }, { source }, { length, periods }) => {
    const returns = op('roc', [source], { length: 1 })
    const scale = Math.sqrt((periods * (length - 1)) / length)
    return { value: div(mul(scale, sma(returns, length)), stdev(returns, length)) }
  },
})
