import { choose, isLowerBetter, neighbourhoodMedian, valuesOf } from '../engine/optimise/choose'
import { type HeatMap, heatMap } from '../engine/optimise/heatMap'
import type { Axis } from '../engine/optimise/space'
import {
  type Choosing,
  type Params,
  TRIAL_STATS,
  type TrialResult,
  type TrialStat,
  type TrialStats,
} from '../engine/optimise/types'

/** Finished trials, looked at by one metric. */
export interface View {
  readonly results: readonly TrialResult[]
  readonly axes: readonly Axis[]
  readonly choosing: Choosing
}

/**
 * The trials with one period each: that of a window, or over all windows the median of each number. Trials of a search without windows
 * are what they are.
 */
export function overWindows(
  results: readonly TrialResult[],
  windows: number,
  window: number | null,
): readonly TrialResult[] {
  if (windows === 0) return results
  return results.map(result => {
    if (result.failed !== null) return result
    const { periods } = result
    const one = window === null ? middleOf(periods) : periods[window]
    return { ...result, periods: one ? [one] : [] }
  })
}

/** Where most windows have no number, there is none. */
function middleOf(periods: readonly TrialStats[]): TrialStats {
  const stats: Partial<Record<TrialStat, number | null>> = {}
  for (const id of TRIAL_STATS) {
    const known = periods.flatMap(each => each.stats[id] ?? [])
    stats[id] = known.length * 2 > periods.length ? medianOf(known) : null
  }
  return { stats: stats as TrialStats['stats'], reasons: {} } // every number was looked at
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2
}

export interface TrialRow {
  readonly number: number
  /** Of the parameters that move, in the order of the axes. */
  readonly params: readonly (string | number | boolean)[]
  /** In the order of TRIAL_STATS. */
  readonly stats: readonly (number | null)[]
  /** The metric's median over the trial and its neighbours. */
  readonly median: number | null
  /** Why it has no numbers, or why the metric is none. */
  readonly why: string | null
}

/** Trials as a table shows them, best first; those without a value come last. */
export function rowsOf({ results, axes, choosing }: View): readonly TrialRow[] {
  const { metric } = choosing
  const values = valuesOf(results, metric)
  const around = neighbourhoodMedian(results, axes, metric)
  const rows = results.map(({ number, params, periods, failed }, at) => ({
    at,
    row: {
      number,
      params: axes.map(({ name }) => params[name] ?? ''),
      stats: TRIAL_STATS.map(id => periods[0]?.stats[id] ?? null),
      median: around[at]?.median ?? null,
      why: failed ?? periods[0]?.reasons[metric] ?? null,
    },
  }))
  const isLower = isLowerBetter(choosing.metric)
  const rank = (at: number) => {
    const value = values[at] ?? null
    return value === null ? Number.POSITIVE_INFINITY : isLower ? value : -value
  }
  return rows.sort((a, b) => rank(a.at) - rank(b.at) || a.at - b.at).map(({ row }) => row)
}

export interface Place {
  readonly column: number
  readonly row: number
}

/** A heat-map with the places of the best cell and of the best calm one. */
export interface MarkedMap extends HeatMap {
  readonly peak: Place | null
  readonly plateau: Place | null
}

/** Two parameters against the metric. With more that move, each cell tells the median of all trials in it. */
export function markedMap(view: View, x: string, y: string): MarkedMap | null {
  const two = collapsed(view, x, y)
  const map = heatMap(two.results, two.axes, { x, y, metric: view.choosing.metric })
  if (!map) return null
  const place = (by: Choosing['by']): Place | null => {
    const chosen = choose(two.results, two.axes, { ...view.choosing, by })
    const params = chosen && two.results[chosen.at]?.params
    if (!params) return null
    return {
      column: map.x.values.indexOf(params[x] ?? ''),
      row: map.y.values.indexOf(params[y] ?? ''),
    }
  }
  return { ...map, peak: place('peak'), plateau: place('plateau') }
}

/** Trials that agree in both made one: its number is that of the best of them. */
function collapsed(view: View, x: string, y: string): View {
  const axes = view.axes.filter(({ name }) => name === x || name === y)
  if (axes.length === view.axes.length) return view
  const groups = new Map<string, TrialResult[]>()
  for (const result of view.results) {
    const key = JSON.stringify([result.params[x], result.params[y]])
    const group = groups.get(key)
    if (group) group.push(result)
    else groups.set(key, [result])
  }
  const results = [...groups.values()].flatMap((group): TrialResult[] => {
    const [first] = group
    if (!first) return []
    const best = group[choose(group, axes, { ...view.choosing, by: 'peak', minTrades: 0 })?.at ?? 0] ?? first
    const params: Params = Object.fromEntries(axes.map(({ name }) => [name, first.params[name] ?? '']))
    const periods = group.flatMap(each => each.periods[0] ?? [])
    return [
      { ...best, params, failed: periods.length > 0 ? null : first.failed, periods: [middleOf(periods)] },
    ]
  })
  return { ...view, axes, results }
}
