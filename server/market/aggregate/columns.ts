import type { BarColumns } from '../../../sandbox/ir/bars'
import type { Timeframe } from '../../../sandbox/ir/timeframe'
import type { Alignment } from '../calendar/calendar'
import { ownColumns, rowAt, rowsOf } from '../store/columns'
import { lotsOf, quantityOf } from './lots'

export interface AggregateOptions {
  /** What quantities are whole numbers of. */
  readonly lot: number
  /** Only slower bars that open in [from, to). */
  readonly range?: { readonly from: number; readonly to: number }
}

/**
 * The bars of a slower timeframe, of those of a faster one in order. A slower bar that nothing was traded in is absent; the
 * first and the last are what the bars given make of them, so give whole ones.
 */
export function aggregateColumns(
  bars: BarColumns,
  to: Timeframe,
  alignment: Alignment,
  { lot, range }: AggregateOptions,
): BarColumns {
  const { time, open, high, low, close, volume } = bars
  const { from, to: until } = range ?? { from: -Infinity, to: Infinity }
  const made = ownColumns(time.length)
  let rows = 0
  // A bar that opens before `from` may reach into it, but none that opens in it begins earlier.
  for (let row = rowAt(time, from); row < time.length; ) {
    const opens = alignment.open(time[row]!, to)
    if (opens >= until) break
    const end = alignment.end(opens, to)
    const first = row
    let [top, bottom, lots] = [high[row]!, low[row]!, 0]
    for (; row < time.length && time[row]! < end; row++) {
      top = Math.max(top, high[row]!)
      bottom = Math.min(bottom, low[row]!)
      lots += lotsOf(volume[row]!, lot)
    }
    if (opens < from) continue
    made.time[rows] = opens
    made.open[rows] = open[first]!
    made.high[rows] = top
    made.low[rows] = bottom
    made.close[rows] = close[row - 1]!
    made.volume[rows] = quantityOf(lots, lot)
    rows++
  }
  return copyOf(rowsOf(made, 0, rows))
}

/** Rows of their own: a view would keep the memory of all the faster bars. */
function copyOf(bars: BarColumns): BarColumns {
  const { time, open, high, low, close, volume } = bars
  return {
    time: time.slice(),
    open: open.slice(),
    high: high.slice(),
    low: low.slice(),
    close: close.slice(),
    volume: volume.slice(),
  }
}
