import type { Outcome } from '../backtest/result'
import type { Settings } from '../backtest/settings'
import { Facts } from '../report/facts'
import { reportInputOf } from '../report/fromOutcome'
import type { ReportInput } from '../report/input'
import { type Metric, measure } from '../report/metrics/define'
import { METRICS } from '../report/metrics/index'
import type { Reason } from '../report/reasons'
import { barMsOf, type Market } from './market'
import { TRIAL_STATS, type TrialStat, type TrialStats } from './types'

const METRIC_OF = new Map(METRICS.map(metric => [metric.id, metric]))

/** The metrics of a trial as the registry defines them. */
export const TRIAL_METRICS: readonly (Metric & { readonly id: TrialStat })[] = TRIAL_STATS.map(id => {
  const metric = METRIC_OF.get(id)
  if (!metric) throw new Error(`There is no metric ${id}.`)
  return { ...metric, id }
})

/** The few numbers of a trial, the same that its report would show. */
export const trialStatsOf = (
  outcome: Outcome,
  settings: Settings,
  market: Pick<Market, 'timeframe' | 'periodsPerYear' | 'dayStartMs'>,
): TrialStats =>
  statsOfRun(
    reportInputOf(outcome, settings, {
      barMs: barMsOf(market),
      periodsPerYear: market.periodsPerYear,
      dayStartMs: market.dayStartMs,
      trials: 1,
      benchmark: null,
    }),
  )

export function statsOfRun(input: ReportInput): TrialStats {
  const facts = new Facts(input)
  const stats: Partial<Record<TrialStat, number | null>> = {}
  const reasons: Partial<Record<TrialStat, Reason>> = {}
  for (const metric of TRIAL_METRICS) {
    const value = measure(metric, facts)
    if (typeof value === 'number') stats[metric.id] = value
    else {
      stats[metric.id] = null
      reasons[metric.id] = value.reason
    }
  }
  return { stats: stats as TrialStats['stats'], reasons } // every metric was measured
}
