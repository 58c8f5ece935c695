import { compose, int, series, source, value } from '../compose'

export const beta = compose({
  id: 'beta',
  title: 'Beta',
  summary:
    'Slope of the source’s returns on the benchmark’s over the last `length` returns. Missing when the benchmark does not move.',
  formula: 'covariance(rₓ, r_b) / variance(r_b), r = x/x₋₁ − 1',
  family: 'statistics',
  synonyms: ['market beta', 'regression', 'benchmark'],
  inputs: [source, series('benchmark', 'Benchmark')],
  params: [int('length', 'Returns', 50, 2)],
  outputs: value('Beta'),
  build: ({ op, div }, { source, benchmark }, { length }) => {
    const own = op('roc', [source], { length: 1 })
    const market = op('roc', [benchmark], { length: 1 })
    return {
      value: div(op('covariance', [own, market], { length }), op('covariance', [market, market], { length })),
    }
  },
})
