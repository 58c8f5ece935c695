import type { BarColumns } from '../../../sandbox/ir/bars'
import type { Stretch } from './instances'

/** What became of one instance; filled in anew for each, so that millions of them make no garbage. */
export class Fate {
  /** Over the whole horizon; NaN where the bars end before. */
  value = Number.NaN
  /** As far as bars go; NaN without an entry. */
  mfe = Number.NaN
  mae = Number.NaN

  /** From the next open on, bar by bar; of a short one with the sign turned. */
  follow(
    { open, high, low, close }: BarColumns,
    { end }: Stretch,
    bar: number,
    direction: number,
    horizon: number,
  ): void {
    this.value = Number.NaN
    this.mfe = Number.NaN
    this.mae = Number.NaN
    if (bar + 1 >= end) return
    const entry = open[bar + 1] as number
    const last = Math.min(bar + horizon, end - 1)
    let highest = entry
    let lowest = entry
    for (let at = bar + 1; at <= last; at++) {
      if ((high[at] as number) > highest) highest = high[at] as number
      if ((low[at] as number) < lowest) lowest = low[at] as number
    }
    const up = highest / entry - 1
    const down = lowest / entry - 1
    this.mfe = direction === 1 ? up : -down
    this.mae = direction === 1 ? down : -up
    if (last === bar + horizon) this.value = direction * ((close[last] as number) / entry - 1)
  }
}
