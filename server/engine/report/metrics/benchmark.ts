import type { BenchmarkFacts, Facts } from '../facts'
import { isStill } from '../moments'
import { type Undefined, without } from '../reasons'
import type { Metric } from './define'
import { bars, benchmarkDays, heldBenchmark, movingBenchmark, quarter } from './needs'
import { geometricMean } from './returns'

/** The needs below are met only where there is a benchmark. */
const against =
  (compute: (benchmark: BenchmarkFacts, facts: Facts) => number | Undefined) =>
  (facts: Facts): number | Undefined =>
    facts.benchmark ? compute(facts.benchmark, facts) : without('no benchmark')

const annual = (returns: Float64Array, { periodsPerYear }: Facts): number =>
  (1 + geometricMean(returns)) ** periodsPerYear - 1

const beta = ({ covariance, moments }: BenchmarkFacts): number => covariance / moments.sigma ** 2

const correlation = ({ covariance, moments, ownMoments }: BenchmarkFacts): number | Undefined =>
  isStill(ownMoments.sigma, 1) ? without('sigma = 0') : covariance / (moments.sigma * ownMoments.sigma)

const trackingError = ({ own, returns }: BenchmarkFacts, { periodsPerYear }: Facts): number => {
  let sum = 0
  let squares = 0
  for (let day = 0; day < own.length; day++) sum += own[day]! - returns[day]!
  const mean = sum / own.length
  for (let day = 0; day < own.length; day++) squares += (own[day]! - returns[day]! - mean) ** 2
  return Math.sqrt((squares / (own.length - 1)) * periodsPerYear)
}

/** Mean return on the benchmark's days of one direction, over the benchmark's own. */
const capture = (way: 1 | -1) =>
  against(({ own, returns }) => {
    let ours = 0
    let theirs = 0
    for (let day = 0; day < returns.length; day++) {
      if (returns[day]! * way <= 0) continue
      ours += own[day]!
      theirs += returns[day]!
    }
    return theirs === 0
      ? without(way === 1 ? 'no up day of the benchmark' : 'no down day of the benchmark')
      : ours / theirs
  })

/** The strategy beside buying the benchmark and holding it. */
export const benchmarkMetrics: readonly Metric[] = [
  {
    id: 'buy-and-hold-return',
    version: 1,
    title: 'Buy and hold',
    formula: 'last close / close of the first bar after warm-up, less fees once, − 1',
    unit: 'fraction',
    better: null,
    needs: heldBenchmark,
    compute: against(benchmark => benchmark.totalReturn),
  },
  {
    id: 'excess-return',
    version: 1,
    title: 'Return above buy and hold',
    formula: 'total return − buy and hold',
    unit: 'fraction',
    better: 'higher',
    needs: [bars, ...heldBenchmark],
    compute: against((benchmark, facts) => facts.endEquity / facts.startEquity - 1 - benchmark.totalReturn),
  },
  {
    id: 'buy-and-hold-cagr',
    version: 1,
    title: 'Buy and hold, a year',
    formula: '(1 + buy and hold)^(1 / years) − 1',
    unit: 'fraction',
    better: null,
    needs: [...heldBenchmark, quarter],
    compute: against(({ totalReturn, years }) =>
      years >= 0.25 ? (1 + totalReturn) ** (1 / years) - 1 : without('less than a quarter of a year'),
    ),
  },
  {
    id: 'beta',
    version: 1,
    title: 'Beta',
    formula: 'Cov(r, b) / Var(b) over daily returns',
    unit: 'ratio',
    better: null,
    needs: movingBenchmark,
    compute: against(beta),
  },
  {
    id: 'alpha',
    version: 1,
    title: 'Alpha',
    formula: 'annualised return − (rf + β (annualised benchmark − rf))',
    unit: 'fraction',
    better: 'higher',
    needs: [...movingBenchmark, quarter],
    compute: against((benchmark, facts) => {
      const { riskFreeRate } = facts.input.settings
      const market = annual(benchmark.returns, facts)
      return annual(benchmark.own, facts) - (riskFreeRate + beta(benchmark) * (market - riskFreeRate))
    }),
  },
  {
    id: 'correlation',
    version: 1,
    title: 'Correlation',
    formula: 'Cov(r, b) / (σ(r) σ(b)) over daily returns',
    unit: 'ratio',
    better: 'lower',
    needs: movingBenchmark,
    compute: against(correlation),
  },
  {
    id: 'r-squared',
    version: 1,
    title: 'R² with the benchmark',
    formula: 'correlation²',
    unit: 'fraction',
    better: 'lower',
    needs: movingBenchmark,
    compute: against(benchmark => {
      const value = correlation(benchmark)
      return typeof value === 'number' ? value * value : value
    }),
  },
  {
    id: 'tracking-error',
    version: 1,
    title: 'Tracking error',
    formula: 'σ(r − b) · √N over daily returns',
    unit: 'fraction',
    better: 'lower',
    needs: benchmarkDays,
    compute: against(trackingError),
  },
  {
    id: 'information-ratio',
    version: 1,
    title: 'Information ratio',
    formula: '(annualised return − annualised benchmark) / tracking error',
    unit: 'ratio',
    better: 'higher',
    needs: [...benchmarkDays, quarter],
    compute: against((benchmark, facts) => {
      const error = trackingError(benchmark, facts)
      return isStill(error, 1)
        ? without('sigma = 0')
        : (annual(benchmark.own, facts) - annual(benchmark.returns, facts)) / error
    }),
  },
  {
    id: 'treynor',
    version: 1,
    title: 'Treynor ratio',
    formula: '(annualised return − rf) / β',
    unit: 'ratio',
    better: 'higher',
    needs: [...movingBenchmark, quarter],
    compute: against((benchmark, facts) =>
      isStill(Math.abs(beta(benchmark)), 1)
        ? without('beta = 0')
        : (annual(benchmark.own, facts) - facts.input.settings.riskFreeRate) / beta(benchmark),
    ),
  },
  {
    id: 'up-capture',
    version: 1,
    title: 'Up capture',
    formula: 'Σ r / Σ b over days with b > 0',
    unit: 'fraction',
    better: 'higher',
    needs: benchmarkDays,
    compute: capture(1),
  },
  {
    id: 'down-capture',
    version: 1,
    title: 'Down capture',
    formula: 'Σ r / Σ b over days with b < 0',
    unit: 'fraction',
    better: 'lower',
    needs: benchmarkDays,
    compute: capture(-1),
  },
]
