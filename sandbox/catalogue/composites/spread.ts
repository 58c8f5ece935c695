import { compose, int, out, series, source } from '../compose'

export const spread = compose({
  id: 'spread',
  title: 'Pair spread',
  summary:
    'What is left of the source after the part the other series explains: the residual of a regression over the window, and its z-score. The tradable spread of two cointegrated symbols.',
  formula:
    'beta = cov(x, y)/var(y), spread = (x − mean x) − beta·(y − mean y), z = spread / σ of the residuals',
  family: 'statistics',
  synonyms: ['cointegration', 'pairs', 'statistical arbitrage', 'residual'],
  inputs: [source, series('other', 'Other')],
  params: [int('length', 'Length', 50, 3)],
  outputs: [out('spread', 'Spread'), out('z', 'Z-score'), out('beta', 'Hedge ratio')],
  build: (k, { source, other }, { length }) => {
    const cov = k.op('covariance', [source, other], { length })
    const own = k.op('covariance', [source, source], { length })
    const beta = k.div(cov, k.op('covariance', [other, other], { length }))
    const spread = k.sub(
      k.sub(source, k.sma(source, length)),
      k.mul(beta, k.sub(other, k.sma(other, length))),
    )
    const noise = k.sqrt(k.max(0, k.sub(own, k.mul(beta, cov))))
    return { spread, z: k.div(spread, noise), beta }
  },
})
