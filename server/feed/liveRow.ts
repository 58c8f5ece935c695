import type { FormingBar } from '../market/provider'
import type { BarRow } from '../notices'

export interface LiveBatch {
  /** Of each symbol that changed the bars that closed, then the one that forms. */
  readonly rows: readonly BarRow[]
  /** Updates that newer ones took the place of before this reader was ready for them. */
  readonly missed: number
  /** Symbols of which closed bars were left out: read them anew. */
  readonly resync: readonly string[]
}

export const rowOf = (
  symbol: string,
  { time, open, high, low, close, volume }: FormingBar,
  closed: 0 | 1,
): BarRow => [symbol, time, open, high, low, close, volume, closed]

export const barOf = ([, time, open, high, low, close, volume]: BarRow): FormingBar => ({
  time,
  open,
  high,
  low,
  close,
  volume,
})
