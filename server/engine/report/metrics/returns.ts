import type { Facts } from '../facts'
import { type Undefined, without } from '../reasons'
import type { Metric } from './define'
import { bars, days, oneReturn, quarter, solvent } from './needs'

/** Per period, compounded: what the same return every day would have come to the same. */
export function geometricMean(returns: Float64Array): number {
  let log = 0
  for (const value of returns) log += Math.log1p(value)
  return Math.expm1(log / returns.length)
}

/** (E_T / E_0)^(1 / years) − 1. */
export const compoundGrowth = (facts: Facts): number =>
  (facts.endEquity / facts.startEquity) ** (1 / facts.years) - 1

export const annualReturn = (facts: Facts): number =>
  (1 + geometricMean(facts.returns)) ** facts.periodsPerYear - 1

const meanWhere = (values: Float64Array, keep: (value: number) => boolean): number => {
  const kept = values.filter(keep)
  return kept.reduce((sum, value) => sum + value, 0) / kept.length
}

const DAY_MS = 86_400_000

/** Equity at the end of the last day that ends at or before a moment, against the present. */
function sinceTime(facts: Facts, moment: number): number | Undefined {
  const { grid, days } = facts
  let day = grid.time.length - 1
  while (day >= 0 && grid.time[day]! + Math.max(DAY_MS, facts.input.barMs) > moment) day--
  return day < 0 ? without('history too short') : facts.endEquity / days[day]! - 1
}

const lastDay = (facts: Facts): Date => new Date(facts.grid.time.at(-1)!)

const monthsBack =
  (months: number) =>
  (facts: Facts): number | Undefined => {
    const now = new Date(lastDay(facts).getTime() + DAY_MS)
    const month = now.getUTCMonth() - months
    // the last day of a shorter month stands for days it does not have
    const lastOf = new Date(Date.UTC(now.getUTCFullYear(), month + 1, 0)).getUTCDate()
    const start = Date.UTC(now.getUTCFullYear(), month, Math.min(now.getUTCDate(), lastOf))
    const value = sinceTime(facts, start)
    return typeof value !== 'number' || months <= 12 ? value : (1 + value) ** (12 / months) - 1
  }

const trailing = (span: string, words: string, months: number): Metric => ({
  id: `return-${span}`,
  version: 1,
  title: `Return, ${words}`,
  formula:
    months > 12
      ? `(E_T / E ${words} earlier)^(1/${months / 12}) − 1, a year`
      : `E_T / E ${words} earlier − 1`,
  unit: 'fraction',
  better: 'higher',
  needs: [bars, solvent],
  compute: monthsBack(months),
})

const extreme = (
  id: string,
  title: string,
  formula: string,
  compute: (facts: Facts) => number | Undefined,
): Metric => ({ id, version: 1, title, formula, unit: 'fraction', better: 'higher', needs: days, compute })

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, value), -Infinity)
const smallest = (values: Float64Array) => values.reduce((least, value) => Math.min(least, value), Infinity)

/** Days without which little is left of many a strategy. */
const BEST_DAYS = 10

/** What the account came to. */
export const returnMetrics: readonly Metric[] = [
  {
    id: 'start-equity',
    version: 1,
    title: 'Start equity',
    formula: 'E_0',
    unit: 'money',
    better: null,
    needs: [],
    compute: facts => facts.startEquity,
  },
  {
    id: 'final-equity',
    version: 1,
    title: 'Final equity',
    formula: 'E_T, open positions at the last close',
    unit: 'money',
    better: 'higher',
    needs: [bars],
    compute: facts => facts.endEquity,
  },
  {
    id: 'peak-equity',
    version: 1,
    title: 'Peak equity',
    formula: 'max E',
    unit: 'money',
    better: 'higher',
    needs: [bars],
    compute: facts => facts.drawdowns.peak,
  },
  {
    id: 'min-equity',
    version: 1,
    title: 'Lowest equity',
    formula: 'min E',
    unit: 'money',
    better: 'higher',
    needs: [bars],
    compute: facts => facts.drawdowns.lowest,
  },
  {
    id: 'net-profit',
    version: 1,
    title: 'Net profit',
    formula: 'E_T − E_0',
    unit: 'money',
    better: 'higher',
    needs: [bars],
    compute: facts => facts.endEquity - facts.startEquity,
  },
  {
    id: 'total-return',
    version: 1,
    title: 'Total return',
    formula: '(E_T − E_0) / E_0',
    unit: 'fraction',
    better: 'higher',
    needs: [bars],
    compute: facts => facts.endEquity / facts.startEquity - 1,
  },
  {
    id: 'gross-profit',
    version: 1,
    title: 'Gross profit',
    formula: 'Σ p over winning trades, net of fees',
    unit: 'money',
    better: 'higher',
    needs: [],
    compute: facts => facts.trades.wins.pnl,
  },
  {
    id: 'gross-loss',
    version: 1,
    title: 'Gross loss',
    formula: 'Σ p over losing trades, net of fees',
    unit: 'money',
    better: 'higher',
    needs: [],
    compute: facts => facts.trades.losses.pnl,
  },
  {
    id: 'open-profit',
    version: 1,
    title: 'Open profit',
    formula: 'Σ p over positions still open, at the last close',
    unit: 'money',
    better: 'higher',
    needs: [],
    compute: facts => facts.input.openTrades.reduce((sum, trade) => sum + trade.pnl, 0),
  },
  {
    id: 'cagr',
    version: 1,
    title: 'Compound annual growth',
    formula: '(E_T / E_0)^(1 / years) − 1, years of 365.25 days; from a quarter of a year on',
    unit: 'fraction',
    better: 'higher',
    needs: [bars, solvent, quarter],
    compute: compoundGrowth,
  },
  {
    id: 'annual-return',
    version: 1,
    title: 'Annualised return',
    formula: 'Π(1 + r)^(N / n) − 1 over daily returns',
    unit: 'fraction',
    better: 'higher',
    needs: [bars, ...days, quarter],
    compute: annualReturn,
  },
  {
    id: 'expected-day',
    version: 1,
    title: 'Expected day',
    formula: 'geometric mean of daily returns',
    unit: 'fraction',
    better: 'higher',
    needs: days,
    compute: facts => geometricMean(facts.returns),
  },
  {
    id: 'expected-month',
    version: 1,
    title: 'Expected month',
    formula: 'geometric mean of the returns of calendar months',
    unit: 'fraction',
    better: 'higher',
    needs: days,
    compute: facts => geometricMean(facts.monthReturns),
  },
  {
    id: 'expected-year',
    version: 1,
    title: 'Expected year',
    formula: 'geometric mean of the returns of calendar years',
    unit: 'fraction',
    better: 'higher',
    needs: [...days, quarter],
    compute: facts => geometricMean(facts.yearReturns),
  },
  extreme('best-day', 'Best day', 'max r', facts => facts.moments.max),
  extreme('worst-day', 'Worst day', 'min r', facts => facts.moments.min),
  {
    id: 'return-without-best-days',
    version: 1,
    title: `Total return without the best ${BEST_DAYS} days`,
    formula: `Π(1 + r) − 1 over all days but the ${BEST_DAYS} with the largest r`,
    unit: 'fraction',
    better: 'higher',
    needs: days,
    compute: ({ sortedReturns }) =>
      sortedReturns.length > BEST_DAYS
        ? sortedReturns.subarray(0, -BEST_DAYS).reduce((product, value) => product * (1 + value), 1) - 1
        : without('fewer than 11 days'),
  },
  extreme('best-month', 'Best month', 'max over calendar months', facts => largest(facts.monthReturns)),
  extreme('worst-month', 'Worst month', 'min over calendar months', facts => smallest(facts.monthReturns)),
  extreme('best-year', 'Best year', 'max over calendar years', facts => largest(facts.yearReturns)),
  extreme('worst-year', 'Worst year', 'min over calendar years', facts => smallest(facts.yearReturns)),
  extreme('average-up-month', 'Average month up', 'mean of months above 0', facts =>
    facts.monthReturns.some(value => value > 0)
      ? meanWhere(facts.monthReturns, value => value > 0)
      : without('no month above zero'),
  ),
  extreme('average-down-month', 'Average month down', 'mean of months below 0', facts =>
    facts.monthReturns.some(value => value < 0)
      ? meanWhere(facts.monthReturns, value => value < 0)
      : without('no month below zero'),
  ),
  extreme(
    'positive-days',
    'Days up',
    'share of days with r > 0',
    facts => facts.returns.filter(value => value > 0).length / facts.returns.length,
  ),
  extreme(
    'positive-months',
    'Months up',
    'share of calendar months above 0',
    facts => facts.monthReturns.filter(value => value > 0).length / facts.monthReturns.length,
  ),
  {
    id: 'return-mtd',
    version: 1,
    title: 'Return, month to date',
    formula: 'E_T / E at the end of the month before − 1',
    unit: 'fraction',
    better: 'higher',
    needs: [bars, solvent, oneReturn],
    compute: facts =>
      sinceTime(facts, Date.UTC(lastDay(facts).getUTCFullYear(), lastDay(facts).getUTCMonth(), 1)),
  },
  {
    id: 'return-ytd',
    version: 1,
    title: 'Return, year to date',
    formula: 'E_T / E at the end of the year before − 1',
    unit: 'fraction',
    better: 'higher',
    needs: [bars, solvent, oneReturn],
    compute: facts => sinceTime(facts, Date.UTC(lastDay(facts).getUTCFullYear(), 0, 1)),
  },
  trailing('3m', '3 months', 3),
  trailing('6m', '6 months', 6),
  trailing('1y', '1 year', 12),
  trailing('3y', '3 years', 36),
  trailing('5y', '5 years', 60),
]
