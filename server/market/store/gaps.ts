import { barOpen, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import type { Stretch } from './series'

/**
 * The stretches of [from, to) in which bars of a market that never closes are missing. `runs` are stretches that hold
 * every bar, in order; only bars that lie wholly inside the range are expected.
 */
export function missing(
  runs: Iterable<Stretch>,
  timeframe: Timeframe,
  { from, to }: Stretch,
): readonly Stretch[] {
  const length = timeframeMs[timeframe]
  const opened = barOpen(from, timeframe)
  let expected = opened < from ? opened + length : opened
  const end = barOpen(to, timeframe)
  const gaps: Stretch[] = []
  for (const run of runs) {
    if (run.from >= end) break
    if (run.from > expected) gaps.push({ from: expected, to: run.from })
    expected = Math.max(expected, run.to)
  }
  if (expected < end) gaps.push({ from: expected, to: end })
  return gaps
}

/** Bars that lie end to end, as stretches. */
export function* runsOf(times: Float64Array, timeframe: Timeframe): Generator<Stretch> {
  const length = timeframeMs[timeframe]
  let from = times[0] ?? 0
  for (let row = 1; row <= times.length; row++) {
    const end = (times[row - 1] ?? 0) + length
    if (row < times.length && times[row] === end) continue
    yield { from, to: end }
    from = times[row] ?? 0
  }
}
