import { compose, int, num, value } from '../compose'

export const yangzhang = compose({
  id: 'yangzhang',
  title: 'Yang-Zhang volatility',
  summary:
    'Volatility that counts overnight gaps and drift: overnight, open-to-close and Rogers-Satchell parts (sample variances), annualised, in percent.',
  formula: '√(σ²(ln(o/c₋₁)) + k·σ²(ln(c/o)) + (1 − k)·RS), k = 0.34/(1.34 + (n + 1)/(n − 1))',
  family: 'volatility',
  synonyms: ['ohlc volatility', 'yz', 'gap'],
  inputs: [],
  params: [int('length', 'Length', 20, 2), num('periods', 'Bars a year', 365, 1, 600000, 1)],
  outputs: value('Volatility %'),
  build: (k, _, { length: n, periods }) => {
    const [open, close] = [k.open(), k.close()]
    const variance = (x: typeof open) => {
      const deviation = k.stdev(x, n)
      return k.mul(n / (n - 1), k.mul(deviation, deviation))
    }
    const leg = (x: typeof open) => k.mul(k.log(k.div(x, close)), k.log(k.div(x, open)))
    const share = 0.34 / (1.34 + (n + 1) / (n - 1))
    const total = k.add(
      variance(k.log(k.div(open, k.ago(close, 1)))),
      k.mul(share, variance(k.log(k.div(close, open)))),
      k.mul(1 - share, k.sma(k.add(leg(k.high()), leg(k.low())), n)),
    )
    return { value: k.mul(100, k.sqrt(k.mul(periods, k.max(0, total)))) }
  },
})
