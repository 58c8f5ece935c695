import { isStill, momentsOf, quantile } from '../report/moments'
import { histogramOf } from '../report/series/histogram'
import { overlapError, overlappingOf } from './overlap'
import type { EventReason, HorizonRow } from './study'

/** The instances that have a return over a horizon, as columns. */
export interface Returned {
  readonly horizon: number
  /** Instances without one. */
  readonly missing: number
  readonly returns: Float64Array
  /** What the same symbol and side usually gave. */
  readonly usual: Float64Array
  readonly usualHits: Float64Array
  readonly mfe: Float64Array
  readonly mae: Float64Array
  /** Which moment of all each was entered at. */
  readonly moment: Int32Array
  readonly moments: number
}

export function horizonRow(given: Returned): HorizonRow {
  const { horizon, missing, returns, usual, moment, moments } = given
  const instances = returns.length
  const histogram = histogramOf(returns)
  if (instances === 0)
    return {
      horizon,
      instances,
      missing,
      ...NOTHING,
      histogram,
      undefined: Object.fromEntries(Object.keys(NOTHING).map(name => [name, 'no instances'])),
    }
  const undefined_: Record<string, EventReason> = {}
  const { mean, sigma, min, max } = momentsOf(returns)
  const excess = returns.map((value, n) => value - (usual[n] as number))
  const baseline = meanOf(usual)
  const over = mean - baseline
  const still = isStill(sigma, Math.max(Math.abs(min), Math.abs(max)))
  const ratio = (name: string, value: number, error: () => number, isFlat: boolean): number | null => {
    const reason = instances < 2 ? 'fewer than 2 instances' : isFlat ? 'all the same' : null
    const found = reason === null ? value / error() : Number.NaN
    if (Number.isFinite(found)) return found
    undefined_[name] = reason ?? 'all the same'
    return null
  }
  const spread = momentsOf(excess)
  if (instances < 2) undefined_.deviation = 'fewer than 2 instances'
  return {
    horizon,
    instances,
    missing,
    hit_rate: returns.reduce((hits, value) => hits + (value > 0 ? 1 : 0), 0) / instances,
    average_return: mean,
    median: quantile(returns.slice().sort(), 0.5),
    deviation: instances < 2 ? null : sigma,
    best: max,
    worst: min,
    t_statistic: ratio('t_statistic', mean, () => sigma / Math.sqrt(instances), still),
    t_adjusted: ratio(
      't_adjusted',
      mean,
      () =>
        overlapError(
          moment,
          returns.map(value => value - mean),
          horizon,
          moments,
        ),
      still,
    ),
    overlapping: overlappingOf(moment, horizon) / instances,
    baseline,
    baseline_hit_rate: meanOf(given.usualHits),
    excess: over,
    t_excess: ratio(
      't_excess',
      over,
      () =>
        overlapError(
          moment,
          excess.map(value => value - over),
          horizon,
          moments,
        ),
      isStill(spread.sigma, Math.max(Math.abs(spread.min), Math.abs(spread.max))),
    ),
    mfe: meanOf(given.mfe),
    mae: meanOf(given.mae),
    histogram,
    undefined: undefined_,
  }
}

const NOTHING = {
  hit_rate: null,
  average_return: null,
  median: null,
  deviation: null,
  best: null,
  worst: null,
  t_statistic: null,
  t_adjusted: null,
  overlapping: null,
  baseline: null,
  baseline_hit_rate: null,
  excess: null,
  t_excess: null,
  mfe: null,
  mae: null,
}

const meanOf = (values: Float64Array): number => {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}
