import type { Facts } from '../facts'
import { isStill } from '../moments'
import { without } from '../reasons'
import {
  luckSharpe,
  minimumTrackRecord,
  probabilisticSharpe,
  type SharpeSample,
  sharpeError,
} from '../sharpe'
import type { Metric } from './define'
import { ulcerIndex } from './drawdown'
import { bars, days, drawdown, month, movingDays, quarter, solvent, threeReturns, twoReturns } from './needs'
import { compoundGrowth } from './returns'
import { autocorrelation, downsideDeviation } from './risk'

/** The ratio of one day, from which every other is made. */
export const sampleOf = ({ moments, riskFreeReturn }: Facts): SharpeSample => ({
  ratio: (moments.mean - riskFreeReturn) / moments.sigma,
  count: moments.count,
  skew: moments.skew,
  kurtosis: moments.kurtosis,
})

export const sharpe = (facts: Facts): number => sampleOf(facts).ratio * Math.sqrt(facts.periodsPerYear)

const errorOf = (facts: Facts): number => sharpeError(sampleOf(facts)) * Math.sqrt(facts.periodsPerYear)

/** The luckiest of as many worthless variants as were tried, per day. */
const luckOf = (facts: Facts): number =>
  luckSharpe(facts.input.settings.trials, Math.sqrt(1 / facts.moments.count))

/** Two-sided 95 %. */
const Z95 = 1.959963984540054

const falls = (facts: Facts): number => {
  const depths = facts.drawdowns.episodes.map(episode => episode.depth).sort((a, b) => b - a)
  const worst = depths.slice(0, STERLING)
  return worst.reduce((sum, depth) => sum + depth, 0) / worst.length
}
const STERLING = 5

/** Least squares of log equity over days: slope, its standard error, and how much of the movement the line explains. */
function trendOf({ days, startEquity }: Facts) {
  const n = days.length
  const middle = (n - 1) / 2
  const mean = days.reduce((sum, value) => sum + Math.log(value / startEquity), 0) / n
  let across = 0
  let along = 0
  let total = 0
  for (let day = 0; day < n; day++) {
    const x = day - middle
    const y = Math.log(days[day]! / startEquity) - mean
    along += x * x
    across += x * y
    total += y * y
  }
  const slope = across / along
  const left = Math.max(0, total - slope * across)
  return {
    slope,
    error: Math.sqrt(left / (n - 2) / along),
    explained: 1 - left / total,
    isFlat: isStill(total, 1),
  }
}

/** Return for the risk taken. */
export const ratioMetrics: readonly Metric[] = [
  {
    id: 'sharpe',
    version: 1,
    title: 'Sharpe ratio',
    formula: '(mean(r) − rf) / σ(r) · √N over daily returns, n − 1',
    unit: 'ratio',
    better: 'higher',
    needs: movingDays,
    compute: sharpe,
  },
  {
    id: 'sharpe-error',
    version: 1,
    title: 'Standard error of the Sharpe ratio',
    formula: '√((1 + SR² / 2) / n) · √N, SR of a day',
    unit: 'ratio',
    better: 'lower',
    needs: movingDays,
    compute: errorOf,
  },
  {
    id: 'sharpe-low',
    version: 1,
    title: 'Sharpe ratio, low end',
    formula: 'Sharpe ratio − 1.96 standard errors',
    unit: 'ratio',
    better: 'higher',
    needs: movingDays,
    compute: facts => sharpe(facts) - Z95 * errorOf(facts),
  },
  {
    id: 'sharpe-high',
    version: 1,
    title: 'Sharpe ratio, high end',
    formula: 'Sharpe ratio + 1.96 standard errors',
    unit: 'ratio',
    better: 'higher',
    needs: movingDays,
    compute: facts => sharpe(facts) + Z95 * errorOf(facts),
  },
  {
    id: 'smart-sharpe',
    version: 1,
    title: 'Sharpe ratio, less autocorrelation',
    formula: 'Sharpe ratio / √(1 + 2 Σ (n − k) / n · ρ^k), ρ the autocorrelation of daily returns',
    unit: 'ratio',
    better: 'higher',
    needs: [...movingDays, month],
    compute: facts => {
      const n = facts.returns.length
      const rho = Math.abs(autocorrelation(facts, 1))
      let sum = 0
      for (let lag = 1; lag < n; lag++) sum += ((n - lag) / n) * rho ** lag
      return sharpe(facts) / Math.sqrt(1 + 2 * sum)
    },
  },
  {
    id: 'sortino',
    version: 1,
    title: 'Sortino ratio',
    formula: '(mean(r) − rf) / √(Σ min(0, r − rf)² / n) · √N over daily returns, n all days',
    unit: 'ratio',
    better: 'higher',
    needs: days,
    compute: facts => {
      const below = downsideDeviation(facts.returns, facts.riskFreeReturn)
      if (isStill(below, 1)) return without('no day below the target')
      return ((facts.moments.mean - facts.riskFreeReturn) / below) * Math.sqrt(facts.periodsPerYear)
    },
  },
  {
    id: 'calmar',
    version: 1,
    title: 'Calmar ratio',
    formula: 'compound annual growth / maximum drawdown',
    unit: 'ratio',
    better: 'higher',
    needs: [bars, solvent, quarter, drawdown],
    compute: facts => compoundGrowth(facts) / (facts.drawdowns.deepest?.depth ?? 0),
  },
  {
    id: 'sterling',
    version: 1,
    title: 'Sterling ratio',
    formula: `compound annual growth / mean of the ${STERLING} deepest drawdowns`,
    unit: 'ratio',
    better: 'higher',
    needs: [bars, solvent, quarter, drawdown],
    compute: facts => compoundGrowth(facts) / falls(facts),
  },
  {
    id: 'omega',
    version: 1,
    title: 'Omega',
    formula: 'Σ max(r − rf, 0) / Σ max(rf − r, 0) over daily returns',
    unit: 'ratio',
    better: 'higher',
    needs: days,
    compute: ({ returns, riskFreeReturn }) => {
      let above = 0
      let below = 0
      for (const value of returns) {
        if (value > riskFreeReturn) above += value - riskFreeReturn
        else below += riskFreeReturn - value
      }
      return isStill(below, 1) ? without('no day below the target') : above / below
    },
  },
  {
    id: 'gain-to-pain',
    version: 1,
    title: 'Gain to pain, days',
    formula: 'Σ r / abs(Σ r where r < 0) over daily returns',
    unit: 'ratio',
    better: 'higher',
    needs: days,
    compute: ({ returns }) => gainToPain(returns) ?? without('no day below zero'),
  },
  {
    id: 'gain-to-pain-months',
    version: 1,
    title: 'Gain to pain, months',
    formula: 'Σ r / abs(Σ r where r < 0) over calendar months',
    unit: 'ratio',
    better: 'higher',
    needs: days,
    compute: ({ monthReturns }) => gainToPain(monthReturns) ?? without('no month below zero'),
  },
  {
    id: 'martin',
    version: 1,
    title: 'Martin ratio',
    formula: '(compound annual growth − rf) / ulcer index',
    unit: 'ratio',
    better: 'higher',
    needs: [bars, ...days, twoReturns, quarter],
    compute: facts =>
      isStill(ulcerIndex(facts), 1)
        ? without('no drawdown')
        : (compoundGrowth(facts) - facts.input.settings.riskFreeRate) / ulcerIndex(facts),
  },
  {
    id: 'recovery-factor',
    version: 1,
    title: 'Recovery factor',
    formula: 'net profit / maximum drawdown in money',
    unit: 'ratio',
    better: 'higher',
    needs: [bars, drawdown],
    compute: facts => (facts.endEquity - facts.startEquity) / facts.drawdowns.money,
  },
  {
    id: 'probabilistic-sharpe',
    version: 1,
    title: 'Probabilistic Sharpe ratio',
    formula: 'Φ(SR √(n − 1) / √(1 − γ₃ SR + (γ₄ − 1) / 4 · SR²)): how likely the true ratio is above 0',
    unit: 'fraction',
    better: 'higher',
    needs: [...movingDays, threeReturns],
    compute: facts => probabilisticSharpe(sampleOf(facts), 0),
  },
  {
    id: 'minimum-track-record',
    version: 1,
    title: 'Minimum track record',
    formula:
      '1 + (1 − γ₃ SR + (γ₄ − 1) / 4 · SR²) (1.645 / SR)² days, for 95 % that the true ratio is above 0',
    unit: 'count',
    better: 'lower',
    needs: [...movingDays, threeReturns],
    compute: facts =>
      sampleOf(facts).ratio > 0
        ? minimumTrackRecord(sampleOf(facts), 0, 0.95)
        : without('not better than the threshold'),
  },
  {
    id: 'luck-sharpe',
    version: 1,
    title: 'Sharpe ratio of luck',
    formula:
      '√(N / n) · ((1 − γ) Φ⁻¹(1 − 1 / K) + γ Φ⁻¹(1 − 1 / (K e))): the best of K variants without any merit',
    unit: 'ratio',
    better: 'lower',
    needs: days,
    compute: facts =>
      facts.input.settings.trials > 1
        ? luckOf(facts) * Math.sqrt(facts.periodsPerYear)
        : without('one trial'),
  },
  {
    id: 'deflated-sharpe',
    version: 1,
    title: 'Deflated Sharpe ratio',
    formula: 'probabilistic Sharpe ratio against the Sharpe ratio of luck for the trials so far',
    unit: 'fraction',
    better: 'higher',
    needs: [...movingDays, threeReturns],
    compute: facts => probabilisticSharpe(sampleOf(facts), luckOf(facts)),
  },
  {
    id: 'k-ratio',
    version: 1,
    title: 'K-ratio',
    formula: 'slope of log equity over days / its standard error',
    unit: 'ratio',
    better: 'higher',
    needs: [...days, threeReturns],
    compute: facts => {
      const { slope, error, isFlat } = trendOf(facts)
      return isFlat || isStill(error, Math.abs(slope)) ? without('sigma = 0') : slope / error
    },
  },
  {
    id: 'equity-r2',
    version: 1,
    title: 'Straightness of equity',
    formula: 'R² of log equity against time',
    unit: 'fraction',
    better: 'higher',
    needs: [...days, threeReturns],
    compute: facts => {
      const { explained, isFlat } = trendOf(facts)
      return isFlat ? without('sigma = 0') : explained
    },
  },
]

function gainToPain(returns: Float64Array): number | null {
  let sum = 0
  let pain = 0
  for (const value of returns) {
    sum += value
    if (value < 0) pain -= value
  }
  return isStill(pain, 1) ? null : sum / pain
}
