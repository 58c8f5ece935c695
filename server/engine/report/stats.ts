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

/** Every metric of the registry over one run. */
export const statsOf = (input: ReportInput): Stats => statsFrom(new Facts(input))

export function statsFrom(facts: Facts): Stats {
  const stats: Record<string, number | null> = {}
  const undefinedStats: Record<string, Reason> = {}
  for (const metric of METRICS) {
    const value = measure(metric, facts)
    if (typeof value === 'number') stats[metric.id] = value
    else {
      stats[metric.id] = null
      undefinedStats[metric.id] = value.reason
    }
  }
  return { stats, undefinedStats }
}
