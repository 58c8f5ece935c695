import { deepestWithin } from '../drawdowns'
import type { Facts } from '../facts'
import { bars, days, movingDays, worstEquity } from '../metrics/needs'
import { isStill, momentsOf } from '../moments'
import { without } from '../reasons'
import type { Variant } from './define'

const RISK_FREE = 0.02
const MONTHS = 12
/** From here on months are what it averages, before that days. */
const ENOUGH_MONTHS = 3

interface Periods {
  readonly returns: Float64Array
  readonly riskFree: number
}

const periodsOf = (facts: Facts): Periods =>
  facts.monthReturns.length >= ENOUGH_MONTHS
    ? { returns: facts.monthReturns, riskFree: RISK_FREE / MONTHS }
    : { returns: facts.returns, riskFree: RISK_FREE / facts.periodsPerYear }

/** From its help pages. */
export const tradingView: readonly Variant[] = [
  {
    metric: 'sharpe',
    formula:
      '(mean − rf) / σ of monthly returns from 3 months on, else of daily ones; rf 2 % a year; not annualised',
    needs: movingDays,
    compute: facts => {
      const { returns, riskFree } = periodsOf(facts)
      const { mean, populationSigma } = momentsOf(returns)
      return isStill(populationSigma, 1) ? without('sigma = 0') : (mean - riskFree) / populationSigma
    },
  },
  {
    metric: 'sortino',
    formula:
      '(mean − rf) / √(Σ min(0, r)² / n) of monthly returns from 3 months on, else of daily ones; rf 2 % a year; not annualised',
    needs: days,
    compute: facts => {
      const { returns, riskFree } = periodsOf(facts)
      const squares = returns.reduce((sum, value) => sum + Math.min(0, value) ** 2, 0)
      const below = Math.sqrt(squares / returns.length)
      return isStill(below, 1) ? without('no day below zero') : (momentsOf(returns).mean - riskFree) / below
    },
  },
  {
    metric: 'max-drawdown',
    formula: 'max(1 − E at the worst price of a bar / max E so far)',
    needs: [bars, worstEquity],
    compute: ({ input: { equity, worstEquity: worst, startEquity } }) =>
      worst ? deepestWithin(equity.value, worst, startEquity) : without('not recorded'),
  },
]
