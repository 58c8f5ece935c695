import { Facts } from './facts'
import type { ReportInput } from './input'
import { measure } from './metrics/define'
import { METRICS } from './metrics/index'
import type { Reason } from './reasons'

export interface Stats {
  /** By metric id; null where it has no meaning. */
  readonly stats: Readonly<Record<string, number | null>>
  /** Why, for every null. */
  readonly undefinedStats: Readonly<Record<string, Reason>>
}

/** Every metric of the registry over one run, or those named. */
export const statsOf = (input: ReportInput, ids?: readonly string[]): Stats =>
  statsFrom(new Facts(input), ids)

export function statsFrom(facts: Facts, ids?: readonly string[]): Stats {
  const stats: Record<string, number | null> = {}
  const undefinedStats: Record<string, Reason> = {}
  for (const metric of ids ? METRICS.filter(({ id }) => ids.includes(id)) : METRICS) {
    const value = measure(metric, facts)
    if (typeof value === 'number') stats[metric.id] = value
    else {
      stats[metric.id] = null
      undefinedStats[metric.id] = value.reason
    }
  }
  return { stats, undefinedStats }
}
