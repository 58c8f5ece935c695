// The numbers of a trial: what they are called and how they are written.
import { money, percent, profit } from '../_backtests/values'
import type { Outputs } from '../_trpc/client'
import { count, fixed } from '../_ui/numbers'

export type Optimisation = Outputs['optimise']['get']
export type OptimisationRow = Outputs['optimise']['list']['optimisations'][number]
export type Trials = Outputs['optimise']['trials']
export type TrialRow = Trials['rows'][number]
export type MarkedMap = NonNullable<Outputs['optimise']['heatMap']>
export type WalkForwardResult = NonNullable<NonNullable<Optimisation['outcome']>['walkForward']>
export type TrialStat = Optimisation['choosing']['metric']

export interface TrialMetric {
  readonly id: TrialStat
  readonly title: string
  readonly better: 'higher' | 'lower'
  readonly write: (value: number) => string
}

const ratio = (value: number) => fixed(value, 2)

export const TRIAL_METRICS: readonly TrialMetric[] = [
  { id: 'sharpe', title: 'Sharpe', better: 'higher', write: ratio },
  { id: 'sortino', title: 'Sortino', better: 'higher', write: ratio },
  { id: 'calmar', title: 'Calmar', better: 'higher', write: ratio },
  { id: 'net-profit', title: 'Net profit', better: 'higher', write: profit },
  { id: 'total-return', title: 'Return', better: 'higher', write: percent },
  { id: 'cagr', title: 'CAGR', better: 'higher', write: percent },
  { id: 'max-drawdown', title: 'Drawdown', better: 'lower', write: value => percent(-Math.abs(value)) },
  { id: 'profit-factor', title: 'Profit factor', better: 'higher', write: ratio },
  { id: 'win-rate', title: 'Win rate', better: 'higher', write: value => percent(value, 1) },
  { id: 'expectancy', title: 'Expectancy', better: 'higher', write: profit },
  { id: 'trades', title: 'Trades', better: 'higher', write: count },
  { id: 'time-in-market', title: 'In market', better: 'higher', write: value => percent(value, 1) },
  { id: 'total-fees', title: 'Fees', better: 'lower', write: money },
]

export const metricOf = (id: TrialStat): TrialMetric =>
  TRIAL_METRICS.find(each => each.id === id) ?? (TRIAL_METRICS[0] as TrialMetric) // the list is not empty

export const written = (metric: TrialMetric, value: number | null | undefined): string =>
  value == null ? '–' : metric.write(value)
