import type { BarColumns } from '../../../sandbox/ir/bars'
import type { PriceBar } from './fills'

/** A bar that is written anew for each row: loops over a million of them make none. */
export interface MutableBar extends PriceBar {
  open: number
  high: number
  low: number
  close: number
}

export const emptyBar = (): MutableBar => ({ open: 0, high: 0, low: 0, close: 0 })

export const readBar = (into: MutableBar, bars: BarColumns, row: number): MutableBar => {
  into.open = bars.open[row] ?? Number.NaN
  into.high = bars.high[row] ?? Number.NaN
  into.low = bars.low[row] ?? Number.NaN
  into.close = bars.close[row] ?? Number.NaN
  return into
}

/** Prices as a position of that side has them: those of a short one with their sign turned, so that up is always good. */
export function mirroredFor(side: -1 | 0 | 1, into: MutableBar, bar: PriceBar): MutableBar {
  if (side === -1) {
    into.open = -bar.open
    into.high = -bar.low
    into.low = -bar.high
    into.close = -bar.close
    return into
  }
  into.open = bar.open
  into.high = bar.high
  into.low = bar.low
  into.close = bar.close
  return into
}
