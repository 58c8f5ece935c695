import type { BarColumns } from '../../../sandbox/ir/bars'
import type { Timeframe } from '../../../sandbox/ir/timeframe'
import type { Alignment } from '../calendar/calendar'
import { copyRows, ownColumns, within } from '../store/columns'
import { aggregateColumns } from './columns'

/** A slower bar that has to be made anew: of the minutes that open in [from, to), and named by `from`. */
export interface TouchedBar {
  readonly timeframe: Timeframe
  readonly from: number
  readonly to: number
}

/** The bars that hold at least one of the minutes: each once, in order of time within a timeframe. */
export function touchedBars(
  minutes: Iterable<number>,
  timeframes: readonly Timeframe[],
  alignment: Alignment,
): TouchedBar[] {
  const times = [...minutes]
  return timeframes.flatMap(timeframe =>
    [...new Set(times.map(time => alignment.open(time, timeframe)))]
      .sort((a, b) => a - b)
      .map(from => ({ timeframe, from, to: alignment.end(from, timeframe) })),
  )
}

/**
 * The corrected bars of `timeframe`, in order: exactly the touched ones, each of all the minutes stored within it. One whose
 * minutes are all gone is absent.
 */
export function reaggregate(
  minutes: BarColumns,
  touched: readonly TouchedBar[],
  timeframe: Timeframe,
  alignment: Alignment,
  lot: number,
): BarColumns {
  const bars = touched
    .filter(each => each.timeframe === timeframe)
    .map(({ from, to }) => aggregateColumns(within(minutes, from, to), timeframe, alignment, { lot }))
  const joined = ownColumns(bars.reduce((rows, { time }) => rows + time.length, 0))
  let at = 0
  for (const each of bars) {
    copyRows(each, joined, at)
    at += each.time.length
  }
  return joined
}
