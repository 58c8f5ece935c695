import type { Facts } from '../facts'
import type { Reason, Undefined } from '../reasons'

/** How a value is shown: a fraction as percent, money in the account's currency, a time as a date. */
export type Unit = 'money' | 'fraction' | 'ratio' | 'count' | 'bars' | 'duration' | 'time'

/** Something a metric can not do without. The first that is missing is the reason why there is no value. */
export interface Need {
  readonly title: string
  readonly missing: (facts: Facts) => Reason | null
}

/** One definition of one number. A published definition never changes; a correction is a new version. */
export interface Metric {
  readonly id: string
  readonly version: number
  readonly title: string
  /** Shown on hover. */
  readonly formula: string
  readonly unit: Unit
  /** Which way is better; null where neither is. */
  readonly better: 'higher' | 'lower' | null
  readonly needs: readonly Need[]
  /** Called only when every need is met. */
  readonly compute: (facts: Facts) => number | Undefined
}

/** What a metric gives: a finite number, or the reason why there is none. */
export function measure(metric: Pick<Metric, 'needs' | 'compute'>, facts: Facts): number | Undefined {
  for (const need of metric.needs) {
    const reason = need.missing(facts)
    if (reason) return { reason }
  }
  const value = metric.compute(facts)
  return typeof value !== 'number' || Number.isFinite(value) ? value : { reason: 'not a finite number' }
}
