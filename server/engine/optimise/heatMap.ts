import type { ParamValue } from '../../../sandbox/ir/program'
import { choose, type Neighbourhood, neighbourhoodMedian, valuesOf } from './choose'
import type { Axis } from './space'
import type { Choosing, TrialResult, TrialStat } from './types'

/** Trials that agree in two parameters, whatever the others are. */
export interface Cell {
  /** The one shown: the best of them. */
  readonly trial: number
  readonly value: number | null
  /** Of the one shown. */
  readonly neighbourhood: Neighbourhood
  /** How many there are. */
  readonly trials: number
}

export interface HeatMap {
  readonly x: { readonly name: string; readonly values: readonly ParamValue[] }
  readonly y: { readonly name: string; readonly values: readonly ParamValue[] }
  /** A row for each value of `y`, a cell for each of `x`; null where nothing was tried. */
  readonly rows: readonly (readonly (Cell | null)[])[]
}

interface Asked {
  readonly x: string
  readonly y: string
  readonly metric: TrialStat
  readonly period?: number
}

/** Two parameters against a metric; null: one of them is no axis. */
export function heatMap(
  results: readonly TrialResult[],
  axes: readonly Axis[],
  { x, y, metric, period = 0 }: Asked,
): HeatMap | null {
  const across = axes.find(({ name }) => name === x)
  const down = axes.find(({ name }) => name === y)
  if (!across || !down || x === y) return null
  const values = valuesOf(results, metric, period)
  const around = neighbourhoodMedian(results, axes, metric, period)
  const cells = new Map<string, number[]>()
  const keyOf = (a: ParamValue | undefined, b: ParamValue | undefined) => JSON.stringify([a, b])
  for (const [at, { params }] of results.entries()) {
    const key = keyOf(params[x], params[y])
    cells.set(key, [...(cells.get(key) ?? []), at])
  }
  const choosing: Choosing = { metric, by: 'peak', minTrades: 0 }
  const cellAt = (a: ParamValue, b: ParamValue): Cell | null => {
    const those = cells.get(keyOf(a, b))
    const [first] = those ?? []
    if (!those || first === undefined) return null
    const inside = those.flatMap(at => results[at] ?? [])
    const at = those[choose(inside, axes, choosing, period)?.at ?? 0] ?? first
    return {
      trial: results[at]?.number ?? at,
      value: values[at] ?? null,
      neighbourhood: around[at] ?? { median: null, trials: 0 },
      trials: those.length,
    }
  }
  return {
    x: { name: x, values: across.values },
    y: { name: y, values: down.values },
    rows: down.values.map(b => across.values.map(a => cellAt(a, b))),
  }
}
