import { compose, int, num, value } from '../compose'

export const garmanklass = compose({
  id: 'garmanklass',
  title: 'Garman-Klass volatility',
  summary: 'Volatility from open, high, low and close, annualised, in percent; assumes no drift and no gaps.',
  formula: '100 · √(SMA(½·ln(high/low)² − (2·ln 2 − 1)·ln(close/open)²) · periods)',
  family: 'volatility',
  synonyms: ['ohlc volatility', 'gk'],
  inputs: [],
  params: [int('length', 'Length', 20), num('periods', 'Bars a year', 365, 1, 600000, 1)],
  outputs: value('Volatility %'),
  build: ({ open, high, low, close, log, div, mul, sub, sma, sqrt, max }, _, { length, periods }) => {
    const range = log(div(high(), low()))
    const body = log(div(close(), open()))
    const variance = sub(mul(0.5, mul(range, range)), mul(2 * Math.LN2 - 1, mul(body, body)))
    return { value: mul(100, sqrt(mul(periods, max(0, sma(variance, length))))) }
  },
})
