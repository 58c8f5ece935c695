import { autocorrelation } from '../composites/autocorrelation'
import { beta } from '../composites/beta'
import { drawdown } from '../composites/drawdown'
import { efficiency } from '../composites/efficiency'
import { halflife } from '../composites/halflife'
import { marketstate } from '../composites/marketstate'
import { median } from '../composites/median'
import { normalize } from '../composites/normalize'
import { regime } from '../composites/regime'
import { rsquared } from '../composites/rsquared'
import { sharpe } from '../composites/sharpe'
import { sortino } from '../composites/sortino'
import { spread } from '../composites/spread'
import { varianceratio } from '../composites/varianceratio'
import { zscore } from '../composites/zscore'
import type { CatalogueEntry } from '../define'
import { correlation } from '../ops/statistics/correlation'
import { covariance } from '../ops/statistics/covariance'
import { entropy } from '../ops/statistics/entropy'
import { hurst } from '../ops/statistics/hurst'
import { kurtosis } from '../ops/statistics/kurtosis'
import { maxdrawdown } from '../ops/statistics/maxdrawdown'
import { meandev } from '../ops/statistics/meandev'
import { percentile } from '../ops/statistics/percentile'
import { percentrank } from '../ops/statistics/percentrank'
import { regressionerror } from '../ops/statistics/regressionerror'
import { skew } from '../ops/statistics/skew'
import { spancount } from '../ops/statistics/spancount'
import { spansum } from '../ops/statistics/spansum'
import { stdev } from '../ops/statistics/stdev'
import { sum } from '../ops/statistics/sum'
import { variance } from '../ops/statistics/variance'

export const statistics: readonly CatalogueEntry[] = [
  autocorrelation,
  beta,
  correlation,
  covariance,
  drawdown,
  efficiency,
  entropy,
  halflife,
  hurst,
  kurtosis,
  marketstate,
  maxdrawdown,
  meandev,
  median,
  normalize,
  percentile,
  percentrank,
  regime,
  regressionerror,
  rsquared,
  sharpe,
  skew,
  sortino,
  spancount,
  spansum,
  spread,
  stdev,
  sum,
  variance,
  varianceratio,
  zscore,
]
