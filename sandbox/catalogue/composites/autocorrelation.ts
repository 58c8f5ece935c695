import { compose, int, source, value } from '../compose'

export const autocorrelation = compose({
  id: 'autocorrelation',
  title: 'Autocorrelation',
  summary:
    'Correlation of one-bar returns with themselves `lag` bars before: above 0 moves go on, below 0 they revert.',
  formula: 'correlation(r, r₋lag, length), r = ln(x/x₋₁)',
  family: 'statistics',
  synonyms: ['serial correlation', 'lag', 'persistence'],
  inputs: [source],
  params: [int('length', 'Length', 50, 2), int('lag', 'Lag', 1, 1, 500)],
  outputs: value('Autocorrelation'),
  build: ({ op, log, div, ago }, { source }, { length, lag }) => {
    const returns = log(div(source, ago(source, 1)))
    return { value: op('correlation', [returns, ago(returns, lag)], { length }) }
  },
})
