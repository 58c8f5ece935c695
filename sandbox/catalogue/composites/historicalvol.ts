import { compose, int, num, source, value } from '../compose'

export const historicalvol = compose({
  id: 'historicalvol',
  title: 'Historical volatility',
  summary:
    'Standard deviation of log returns, annualised, in percent. Population deviation as TradingView; set `periods` to the bars of a year (365 daily bars round the clock, 252 for sessions).',
  formula: '100 · σ(ln(x/x₋₁), length) · √periods',
  family: 'volatility',
  synonyms: ['hv', 'realized', 'annualized', 'close to close', 'realised'],
  inputs: [source],
  params: [int('length', 'Length', 20, 2), num('periods', 'Bars a year', 365, 1, 600000, 1)],
  outputs: value('Volatility %'),
  build: ({ stdev, log, div, ago, mul }, { source }, { length, periods }) => ({
    value: mul(100 * Math.sqrt(periods), stdev(log(div(source, ago(source, 1))), length)),
  }),
})
