import type { Facts } from '../facts'
import { bars, days, movingDays, oneReturn, twoReturns } from '../metrics/needs'
import { isStill } from '../moments'
import { normalBelow, normalQuantile } from '../normal'
import { without } from '../reasons'
import type { Variant } from './define'

/** Its default, for whatever market. */
const PERIODS = 252

interface Sides {
  readonly up: number
  readonly upCount: number
  readonly down: number
  readonly downCount: number
  readonly squares: number
}

/** Days stand where trades are meant. */
function sidesOf({ returns }: Facts): Sides {
  const sides = { up: 0, upCount: 0, down: 0, downCount: 0, squares: 0 }
  for (const value of returns)
    if (value > 0) {
      sides.up += value
      sides.upCount++
    } else if (value < 0) {
      sides.down -= value
      sides.downCount++
      sides.squares += value * value
    }
  return sides
}

const winRate = ({ upCount, downCount }: Sides): number => upCount / (upCount + downCount)
const payoff = ({ up, upCount, down, downCount }: Sides): number => up / upCount / (down / downCount)

const growth = (facts: Facts): number => {
  const total = facts.returns.reduce((product, value) => product * (1 + value), 1)
  return Math.abs(total) ** (PERIODS / facts.returns.length) - 1
}

const deepest = ({ underwater }: Facts): number => underwater.reduce((most, lost) => Math.max(most, lost), 0)

const NO_LOSS = without('no day below zero')

/** From its `stats.py`, over daily returns. */
export const quantstats: readonly Variant[] = [
  {
    metric: 'sharpe',
    formula: `mean(r) / σ(r) · √${PERIODS}`,
    needs: movingDays,
    compute: ({ moments, input }) =>
      ((moments.mean - ((1 + input.settings.riskFreeRate) ** (1 / PERIODS) - 1)) / moments.sigma) *
      Math.sqrt(PERIODS),
  },
  {
    metric: 'sortino',
    formula: `mean(r) / √(Σ r² where r < 0 / n) · √${PERIODS}`,
    needs: days,
    compute: facts => {
      const below = Math.sqrt(sidesOf(facts).squares / facts.returns.length)
      return isStill(below, 1) ? NO_LOSS : (facts.moments.mean / below) * Math.sqrt(PERIODS)
    },
  },
  {
    metric: 'volatility',
    formula: `σ(r) · √${PERIODS}`,
    needs: [...days, twoReturns],
    compute: ({ moments }) => moments.sigma * Math.sqrt(PERIODS),
  },
  {
    metric: 'cagr',
    formula: `abs(Π(1 + r))^(${PERIODS} / n) − 1`,
    needs: [bars, oneReturn],
    compute: growth,
  },
  {
    metric: 'max-drawdown',
    formula: 'max(1 − E / max E so far), at ends of days',
    needs: [bars],
    compute: deepest,
  },
  {
    metric: 'calmar',
    formula: 'growth a year / maximum drawdown at ends of days',
    needs: [bars, oneReturn],
    compute: facts => (deepest(facts) > 0 ? growth(facts) / deepest(facts) : without('no drawdown')),
  },
  {
    metric: 'win-rate',
    formula: 'days up / days that are not flat',
    needs: [oneReturn],
    compute: facts => {
      const sides = sidesOf(facts)
      return sides.upCount + sides.downCount > 0 ? winRate(sides) : without('sigma = 0')
    },
  },
  {
    metric: 'payoff-ratio',
    formula: 'mean day up / abs(mean day down)',
    needs: [oneReturn],
    compute: facts => {
      const sides = sidesOf(facts)
      if (sides.downCount === 0) return NO_LOSS
      return sides.upCount === 0 ? without('no wins') : payoff(sides)
    },
  },
  {
    metric: 'profit-factor',
    formula: 'Σ days up / abs(Σ days down)',
    needs: [oneReturn],
    compute: facts => {
      const { up, down } = sidesOf(facts)
      return down > 0 ? up / down : NO_LOSS
    },
  },
  {
    metric: 'kelly',
    formula: 'win rate − (1 − win rate) / payoff, of days',
    needs: [oneReturn],
    compute: facts => {
      const sides = sidesOf(facts)
      if (sides.downCount === 0) return NO_LOSS
      if (sides.upCount === 0) return without('no wins')
      return winRate(sides) - (1 - winRate(sides)) / payoff(sides)
    },
  },
  {
    metric: 'time-in-market',
    formula: 'days that are not flat / days, rounded up to 1 %',
    needs: [oneReturn],
    compute: ({ returns }) =>
      Math.ceil((returns.filter(value => value !== 0).length / returns.length) * 100) / 100,
  },
  {
    metric: 'recovery-factor',
    formula: 'abs(Σ r) / maximum drawdown at ends of days',
    needs: [oneReturn],
    compute: facts =>
      deepest(facts) > 0 ? Math.abs(facts.moments.sum) / deepest(facts) : without('no drawdown'),
  },
  {
    metric: 'martin',
    formula: 'total return / √(Σ DD² / (n − 1))',
    needs: [...days, twoReturns],
    compute: facts => {
      const squares = facts.underwater.reduce((sum, lost) => sum + lost * lost, 0)
      const ulcer = Math.sqrt(squares / (facts.underwater.length - 1))
      return ulcer > 0 ? (facts.endEquity / facts.startEquity - 1) / ulcer : without('no drawdown')
    },
  },
  {
    metric: 'risk-of-ruin',
    formula: '((1 − win rate) / (1 + win rate))^n, of days',
    needs: [oneReturn],
    compute: facts => {
      const sides = sidesOf(facts)
      const share = winRate(sides)
      return sides.upCount + sides.downCount > 0
        ? ((1 - share) / (1 + share)) ** facts.returns.length
        : without('sigma = 0')
    },
  },
  {
    metric: 'var-95',
    formula: 'mean(r) + σ(r) Φ⁻¹(0.05)',
    needs: [...days, twoReturns],
    compute: ({ moments }) => moments.mean + moments.sigma * normalQuantile(0.05),
  },
  {
    metric: 'cvar-95',
    formula: 'mean of the daily returns below that value at risk',
    needs: [...days, twoReturns],
    compute: ({ moments, returns }) => {
      const limit = moments.mean + moments.sigma * normalQuantile(0.05)
      const worst = returns.filter(value => value < limit)
      return worst.length > 0 ? worst.reduce((sum, value) => sum + value, 0) / worst.length : limit
    },
  },
  {
    metric: 'probabilistic-sharpe',
    formula:
      'Φ(SR √(n − 1) / √(1 + SR² / 2 − γ₃ SR + (excess − 3) / 4 · SR²)): 3 is taken from the kurtosis twice',
    needs: [...movingDays, twoReturns],
    compute: ({ moments: { count: n, mean, sigma, skew, kurtosis } }) => {
      if (n < 4) return without('fewer than 4 days')
      const ratio = mean / sigma
      const adjustedSkew = (skew * Math.sqrt(n * (n - 1))) / (n - 2)
      const excess = ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * kurtosis - 3 * (n - 1))
      const inside = 1 + ratio ** 2 / 2 - adjustedSkew * ratio + ((excess - 3) / 4) * ratio ** 2
      return inside > 0
        ? normalBelow((ratio * Math.sqrt(n - 1)) / Math.sqrt(inside))
        : without('not a finite number')
    },
  },
]
