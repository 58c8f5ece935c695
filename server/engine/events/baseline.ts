import type { BarColumns } from '../../../sandbox/ir/bars'
import type { Stretch } from './instances'

/** What an entry at any bar of a symbol would have come to, as a long one has it. */
export interface Usual {
  /** NaN where no bar has the horizon before it. */
  readonly average: number
  /** Parts with a return above and below 0. */
  readonly above: number
  readonly below: number
}

/** Over every bar on which signals count and whose horizon lies inside the period. */
export function usualReturn({ open, close }: BarColumns, { from, end }: Stretch, horizon: number): Usual {
  let sum = 0
  let above = 0
  let below = 0
  const last = end - horizon
  for (let bar = from; bar < last; bar++) {
    const change = (close[bar + horizon] as number) / (open[bar + 1] as number) - 1
    sum += change
    if (change > 0) above++
    else if (change < 0) below++
  }
  const count = Math.max(0, last - from)
  return { average: sum / count, above: above / count, below: below / count }
}
