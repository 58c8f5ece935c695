import type { ParamValue } from '../../../sandbox/ir/program'
import type { Axis } from './space'
import { TRIAL_METRICS } from './trialStats'
import type { Choosing, TrialResult, TrialStat, TrialStats } from './types'

/** Whether a metric grows or shrinks as trials get better; those without a direction are taken to grow. */
export const isLowerBetter = (metric: TrialStat): boolean =>
  TRIAL_METRICS.find(({ id }) => id === metric)?.better === 'lower'

/** What each trial came to, by its place in `results`; null where it has no value or too few trades to be chosen. */
export type Values = readonly (number | null)[]

/** The metric of each trial in one of the periods. */
export const valuesOf = (results: readonly TrialResult[], metric: TrialStat, period = 0): Values =>
  results.map(result => result.periods[period]?.stats[metric] ?? null)

/** A value in the middle of a trial and its neighbours, and of how many that is one. */
export interface Neighbourhood {
  readonly median: number | null
  readonly trials: number
}

/**
 * The median of each trial and of the trials at most one step away along every axis: what is good on a plateau stays good when the
 * market moves the parameters a little, and a lone peak does not. A neighbour without a value pulls its neighbours down: it counts as
 * worse than any. Where trials were drawn at random, steps are between the values that an axis lists. Of many axes, corners are left out.
 */
export function neighbourhoodMedian(
  results: readonly TrialResult[],
  axes: readonly Axis[],
  metric: TrialStat,
  period = 0,
): readonly Neighbourhood[] {
  const worst = isLowerBetter(metric) ? Infinity : -Infinity
  const values = valuesOf(results, metric, period)
  const grid = new Grid(results, axes)
  return results.map((_, at) => {
    if (values[at] === null) return { median: null, trials: 0 }
    const around = grid.around(at).map(neighbour => values[neighbour] ?? worst)
    const middle = medianOf(around)
    return { median: Number.isFinite(middle) ? middle : null, trials: around.length }
  })
}

/** 3⁵ − 1 neighbours; a sixth axis would make 728. */
const MOST_WITH_CORNERS = 5

/** An axis as steps: where each value stands among the others, and what a step adds to the number of a cell. */
interface Steps {
  readonly name: string
  readonly placeOf: ReadonlyMap<ParamValue, number>
  readonly size: number
  readonly stride: number
  /** Texts and switches have no next one. */
  readonly isOrdered: boolean
}

/** Trials by the number of their cell. */
class Grid {
  readonly #axes: readonly Steps[]
  readonly #places: readonly (readonly number[])[]
  readonly #at = new Map<number, number>()

  constructor(results: readonly TrialResult[], axes: readonly Axis[]) {
    let stride = 1
    this.#axes = axes.map(({ name, values }) => {
      const isOrdered = values.every(value => typeof value === 'number')
      const inOrder = isOrdered ? [...values].sort((a, b) => Number(a) - Number(b)) : values
      const placeOf = new Map(inOrder.map((value, place) => [value, place]))
      const own = { name, placeOf, size: values.length, stride, isOrdered }
      stride *= values.length
      return own
    })
    this.#places = results.map(({ params }) =>
      this.#axes.map(({ name, placeOf }) => placeOf.get(params[name] ?? '') ?? Number.NaN),
    )
    for (const at of results.keys()) this.#at.set(this.#cellOf(at), at)
  }

  /** The trial and everything one step away. */
  around(at: number): number[] {
    const here = this.#cellOf(at)
    const places = this.#places[at] ?? []
    const withCorners = this.#axes.filter(({ isOrdered }) => isOrdered).length <= MOST_WITH_CORNERS
    const cells = [here]
    for (const [axis, { size, stride, isOrdered }] of this.#axes.entries()) {
      if (!isOrdered) continue
      const place = places[axis] ?? 0
      const from = withCorners ? cells.length : 1
      for (let cell = 0; cell < from; cell++) {
        const number = cells[cell] ?? here
        if (place > 0) cells.push(number - stride)
        if (place < size - 1) cells.push(number + stride)
      }
    }
    return cells.flatMap(cell => this.#at.get(cell) ?? [])
  }

  #cellOf(at: number): number {
    return (this.#places[at] ?? []).reduce(
      (cell, place, axis) => cell + place * (this.#axes[axis]?.stride ?? 0),
      0,
    )
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? Number.NaN
  if (sorted.length % 2 === 1) return high
  const low = sorted[middle - 1] ?? Number.NaN
  // no mean of infinities
  return low === high ? low : (low + high) / 2
}

export interface Chosen {
  /** Its place in `results`. */
  readonly at: number
  /** The metric, or the neighbourhood's median. */
  readonly value: number
}

/** The best trial of a period, the earlier one of equals; null: none has a value and enough trades. */
export function choose(
  results: readonly TrialResult[],
  axes: readonly Axis[],
  { metric, by, minTrades }: Choosing,
  period = 0,
): Chosen | null {
  const values =
    by === 'peak'
      ? valuesOf(results, metric, period)
      : neighbourhoodMedian(results, axes, metric, period).map(({ median }) => median)
  const sign = isLowerBetter(metric) ? -1 : 1
  let best: Chosen | null = null
  for (const [at, value] of values.entries()) {
    if (value === null || !hasTraded(results[at]?.periods[period], minTrades)) continue
    if (!best || sign * value > sign * best.value) best = { at, value }
  }
  return best
}

const hasTraded = (found: TrialStats | undefined, minTrades: number): boolean =>
  (found?.stats.trades ?? 0) >= minTrades
