import type { Facts } from '../facts'
import { quantile } from '../moments'
import { normalQuantile } from '../normal'
import { without } from '../reasons'
import type { Metric } from './define'
import { days, hundredDays, month, movingDays, threeReturns, twoReturns } from './needs'

/** Root of the mean square below a target, over all days; one period's. */
export function downsideDeviation(returns: Float64Array, target: number): number {
  let sum = 0
  for (const value of returns) {
    const below = Math.min(0, value - target)
    sum += below * below
  }
  return Math.sqrt(sum / returns.length)
}

/** How much a day says about the next: correlation of returns with those a number of days before. */
export function autocorrelation(facts: Facts, lag: number): number {
  const { returns, moments } = facts
  let sum = 0
  for (let day = lag; day < returns.length; day++)
    sum += (returns[day]! - moments.mean) * (returns[day - lag]! - moments.mean)
  return sum / (moments.populationSigma ** 2 * returns.length)
}

const atRisk = (percent: 95 | 99): Metric => ({
  id: `var-${percent}`,
  version: 1,
  title: `Value at risk, ${percent} %`,
  formula: `${100 - percent} % quantile of daily returns`,
  unit: 'fraction',
  better: 'higher',
  needs: [...days, percent === 95 ? month : hundredDays],
  compute: facts => quantile(facts.sortedReturns, 1 - percent / 100),
})

const normalAtRisk = (percent: 95 | 99): Metric => ({
  id: `var-${percent}-normal`,
  version: 1,
  title: `Value at risk, ${percent} %, if normal`,
  formula: `mean + σ Φ⁻¹(${(100 - percent) / 100}) of daily returns`,
  unit: 'fraction',
  better: 'higher',
  needs: [...days, twoReturns],
  compute: ({ moments }) => moments.mean + moments.sigma * normalQuantile(1 - percent / 100),
})

const shortfall = (percent: 95 | 99): Metric => ({
  id: `cvar-${percent}`,
  version: 1,
  title: `Expected shortfall, ${percent} %`,
  formula: `mean of the daily returns at or below the ${100 - percent} % quantile`,
  unit: 'fraction',
  better: 'higher',
  needs: [...days, percent === 95 ? month : hundredDays],
  compute: ({ sortedReturns }) => {
    const limit = quantile(sortedReturns, 1 - percent / 100)
    const worst = sortedReturns.filter(value => value <= limit)
    return worst.reduce((sum, value) => sum + value, 0) / worst.length
  },
})

/** How returns vary. */
export const riskMetrics: readonly Metric[] = [
  {
    id: 'volatility',
    version: 1,
    title: 'Volatility',
    formula: 'σ(r) · √N over daily returns, n − 1',
    unit: 'fraction',
    better: 'lower',
    needs: [...days, twoReturns],
    compute: facts => facts.moments.sigma * Math.sqrt(facts.periodsPerYear),
  },
  {
    id: 'downside-deviation',
    version: 1,
    title: 'Downside deviation',
    formula: '√(Σ min(0, r − rf)² / n) · √N, n all days',
    unit: 'fraction',
    better: 'lower',
    needs: days,
    compute: facts =>
      downsideDeviation(facts.returns, facts.riskFreeReturn) * Math.sqrt(facts.periodsPerYear),
  },
  atRisk(95),
  atRisk(99),
  normalAtRisk(95),
  normalAtRisk(99),
  shortfall(95),
  shortfall(99),
  {
    id: 'skew',
    version: 1,
    title: 'Skew',
    formula: 'third moment of daily returns, adjusted for n',
    unit: 'ratio',
    better: 'higher',
    needs: [...movingDays, twoReturns, threeReturns],
    compute: ({ moments: { count, skew } }) => (skew * Math.sqrt(count * (count - 1))) / (count - 2),
  },
  {
    id: 'excess-kurtosis',
    version: 1,
    title: 'Excess kurtosis',
    formula: 'fourth moment of daily returns less 3, adjusted for n: 0 if normal',
    unit: 'ratio',
    better: 'lower',
    needs: [...movingDays, threeReturns],
    compute: ({ moments: { count: n, kurtosis } }) =>
      n < 4
        ? without('fewer than 4 days')
        : ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * kurtosis - 3 * (n - 1)),
  },
  {
    id: 'tail-ratio',
    version: 1,
    title: 'Tail ratio',
    formula: 'abs(95 % quantile / 5 % quantile) of daily returns',
    unit: 'ratio',
    better: 'higher',
    needs: [...days, month],
    compute: ({ sortedReturns }) => {
      const low = quantile(sortedReturns, 0.05)
      return low < 0 ? Math.abs(quantile(sortedReturns, 0.95) / low) : without('no day below zero')
    },
  },
  {
    id: 'autocorrelation',
    version: 1,
    title: 'Autocorrelation',
    formula: 'correlation of daily returns with those of the day before',
    unit: 'ratio',
    better: null,
    needs: [...movingDays, month],
    compute: facts => autocorrelation(facts, 1),
  },
]
