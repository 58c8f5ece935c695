import { compose, int, num, source, value } from '../compose'

export const sortino = compose({
  id: 'sortino',
  title: 'Rolling Sortino ratio',
  summary:
    'Mean over downside deviation (root mean square of the losses, over all bars) of one-bar returns, annualised. Missing without losses.',
  formula: '√periods · mean(r) / √mean(min(r, 0)²)',
  family: 'statistics',
  synonyms: ['downside', 'risk adjusted'],
  inputs: [source],
  params: [int('length', 'Returns', 50, 2), num('periods', 'Bars a year', 365, 1, 600000, 1)],
  outputs: value('Sortino'),
  build: ({ op, sma, sqrt, min, mul, div }, { source }, { length, periods }) => {
    const returns = op('roc', [source], { length: 1 })
    const loss = min(returns, 0)
    const downside = sqrt(sma(mul(loss, loss), length))
    return { value: div(mul(Math.sqrt(periods), sma(returns, length)), downside) }
  },
})
