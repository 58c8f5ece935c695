import { compose, int, num, value } from '../compose'

export const parkinson = compose({
  id: 'parkinson',
  title: 'Parkinson volatility',
  summary: 'Volatility from highs and lows, annualised, in percent; assumes no drift and no gaps.',
  formula: '100 · √(SMA(ln(high/low)²) / (4·ln 2) · periods)',
  family: 'volatility',
  synonyms: ['range volatility', 'high low'],
  inputs: [],
  params: [int('length', 'Length', 20), num('periods', 'Bars a year', 365, 1, 600000, 1)],
  outputs: value('Volatility %'),
  build: ({ high, low, log, div, mul, sma, sqrt }, _, { length, periods }) => {
    const range = log(div(high(), low()))
    return { value: mul(100, sqrt(mul(periods / (4 * Math.LN2), sma(mul(range, range), length)))) }
  },
})
