import { compose, int, num, out, source } from '../compose'

export const linregchannel = compose({
  id: 'linregchannel',
  title: 'Linear regression channel',
  summary:
    'Regression line of the last `length` values and lines `mult` standard errors of that fit away (population form, as TradingView’s channel).',
  formula: 'middle = LINREG(x), band = mult · √(variance(x)·(1 − r²))',
  family: 'trend',
  synonyms: ['regression channel', 'raff', 'standard error bands'],
  inputs: [source],
  params: [int('length', 'Length', 100, 2), num('mult', 'Deviations', 2, 0, 20)],
  outputs: [
    out('middle', 'Middle'),
    out('upper', 'Upper'),
    out('lower', 'Lower'),
    out('slope', 'Slope per bar'),
  ],
  build: ({ op, mul, add, sub }, { source }, { length, mult }) => {
    const middle = op('linreg', [source], { length, offset: 0 })
    const band = mul(mult, op('regressionerror', [source], { length }))
    return {
      middle,
      upper: add(middle, band),
      lower: sub(middle, band),
      slope: op('linregslope', [source], { length }),
    }
  },
})
