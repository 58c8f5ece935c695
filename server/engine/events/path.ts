import type { Instrument } from '../backtest/portfolio'
import { quantile } from '../report/moments'
import type { Instances, Stretch } from './instances'
import type { EventPath } from './study'

/** Points on each side of the instance that are told at most: a chart shows no more. */
const POINTS = 60

/** Where closes stood before and after instances, as parts of the price each would have been entered at. */
export function pathOf(
  instruments: readonly Instrument[],
  stretches: readonly Stretch[],
  { count, of, bar, direction }: Instances,
  before: number,
  after: number,
): EventPath {
  const offset = offsetsOf(before, after)
  const mean: (number | null)[] = []
  const low: (number | null)[] = []
  const median: (number | null)[] = []
  const high: (number | null)[] = []
  const counts: number[] = []
  const values = new Float64Array(count)
  for (const away of offset) {
    let there = 0
    let sum = 0
    for (let n = 0; n < count; n++) {
      const which = of[n] as number
      const { open, close } = (instruments[which] as Instrument).bars
      const { end } = stretches[which] as Stretch
      const at = (bar[n] as number) + away
      if (at < 0 || at >= end || (bar[n] as number) + 1 >= end) continue
      const entry = open[(bar[n] as number) + 1] as number
      const value = (direction[n] as number) * ((close[at] as number) / entry - 1)
      values[there++] = value
      sum += value
    }
    counts.push(there)
    const sorted = values.subarray(0, there).sort()
    const at = (share: number) => (there === 0 ? null : quantile(sorted, share))
    mean.push(there === 0 ? null : sum / there)
    low.push(at(0.25))
    median.push(at(0.5))
    high.push(at(0.75))
  }
  return { offset, mean, low, median, high, count: counts }
}

/** All of them, or so many evenly apart; the first, the last and the instance itself are always there. */
function offsetsOf(before: number, after: number): number[] {
  const stepBefore = Math.max(1, Math.ceil(before / POINTS))
  const stepAfter = Math.max(1, Math.ceil(after / POINTS))
  const offsets = new Set<number>([-before, 0, after])
  for (let away = stepBefore; away < before; away += stepBefore) offsets.add(-away)
  for (let away = stepAfter; away < after; away += stepAfter) offsets.add(away)
  if (before === 0) offsets.delete(-0)
  return [...offsets.add(0)].sort((a, b) => a - b).map(away => away + 0)
}
