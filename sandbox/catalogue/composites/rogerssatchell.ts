import { compose, int, num, value } from '../compose'

export const rogerssatchell = compose({
  id: 'rogerssatchell',
  title: 'Rogers-Satchell volatility',
  summary: 'Volatility from open, high, low and close that allows for drift, annualised, in percent.',
  formula: '100 · √(SMA(ln(h/c)·ln(h/o) + ln(l/c)·ln(l/o)) · periods)',
  family: 'volatility',
  synonyms: ['ohlc volatility', 'rs', 'drift'],
  inputs: [],
  params: [int('length', 'Length', 20), num('periods', 'Bars a year', 365, 1, 600000, 1)],
  outputs: value('Volatility %'),
  build: ({ open, high, low, close, log, div, mul, add, sma, sqrt, max }, _, { length, periods }) => {
    const leg = (x: ReturnType<typeof high>) => mul(log(div(x, close())), log(div(x, open())))
    return { value: mul(100, sqrt(mul(periods, max(0, sma(add(leg(high()), leg(low())), length))))) }
  },
})
