import type { Facts } from '../facts'
import { days, losses, movingDays, trades, twoReturns, wins } from '../metrics/needs'
import { isStill, momentsOf } from '../moments'
import { normalQuantile } from '../normal'
import { without } from '../reasons'
import { probabilisticSharpe } from '../sharpe'
import type { Variant } from './define'

/** The arithmetic mean day, compounded over a year. */
const annual = ({ moments, periodsPerYear }: Facts): number => (1 + moments.mean) ** periodsPerYear - 1

const excess = (facts: Facts): number => annual(facts) - facts.input.settings.riskFreeRate

/** What it prints where there is no loss to divide by. */
const NO_LOSS = 10

const profitLossRatio = ({ trades: { wins, losses } }: Facts): number =>
  losses.count === 0 ? NO_LOSS : wins.pnl / wins.count / -(losses.pnl / losses.count)

/** From its `Statistics.cs` and `PortfolioStatistics.cs`; the risk-free rate is the settings' instead of the month's. */
export const lean: readonly Variant[] = [
  {
    metric: 'annual-return',
    formula: '(1 + mean(r))^N − 1: the arithmetic mean, compounded',
    needs: days,
    compute: annual,
  },
  {
    metric: 'sharpe',
    formula: '((1 + mean(r))^N − 1 − rf) / (σ(r) · √N)',
    needs: movingDays,
    compute: facts => excess(facts) / (facts.moments.sigma * Math.sqrt(facts.periodsPerYear)),
  },
  {
    metric: 'sortino',
    formula: '((1 + mean(r))^N − 1 − rf) / (σ of the negative r around their own mean · √N)',
    needs: [...days, twoReturns],
    compute: facts => {
      const below = momentsOf(facts.returns.filter(value => value < 0))
      if (below.count < 2) return without('no day below zero')
      return isStill(below.sigma, 1)
        ? without('sigma = 0')
        : excess(facts) / (below.sigma * Math.sqrt(facts.periodsPerYear))
    },
  },
  {
    metric: 'var-95',
    formula: 'mean(r) + σ(r) Φ⁻¹(0.05)',
    needs: [...days, twoReturns],
    compute: ({ moments }) => moments.mean + moments.sigma * normalQuantile(0.05),
  },
  {
    metric: 'var-99',
    formula: 'mean(r) + σ(r) Φ⁻¹(0.01)',
    needs: [...days, twoReturns],
    compute: ({ moments }) => moments.mean + moments.sigma * normalQuantile(0.01),
  },
  {
    metric: 'probabilistic-sharpe',
    formula: 'how likely the true ratio is above 1 a year',
    needs: movingDays,
    compute: ({ moments, periodsPerYear }) =>
      probabilisticSharpe(
        {
          ratio: moments.mean / moments.sigma,
          count: moments.count,
          skew: moments.skew,
          kurtosis: moments.kurtosis,
        },
        Math.sqrt(1 / periodsPerYear),
      ),
  },
  {
    metric: 'payoff-ratio',
    formula: `average win / abs(average loss); ${NO_LOSS} without a loss`,
    needs: [trades, wins],
    compute: profitLossRatio,
  },
  {
    metric: 'profit-factor',
    formula: `Σ p over wins / abs(Σ p over losses); ${NO_LOSS} without a loss`,
    needs: [trades],
    compute: ({ trades: { wins, losses } }) => (losses.count === 0 ? NO_LOSS : wins.pnl / -losses.pnl),
  },
  {
    metric: 'expectancy-percent',
    formula: 'win rate · payoff ratio − loss rate: not a percentage',
    needs: [trades, wins, losses],
    compute: facts =>
      (facts.trades.wins.count / facts.trades.count) * profitLossRatio(facts) -
      facts.trades.losses.count / facts.trades.count,
  },
]
