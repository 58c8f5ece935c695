import type { FormingBar } from '../market/provider'
import type { BarRow } from '../notices'

/** A bar as it is told to all who watch it: written once, however many they are. */
export interface ToldBar {
  readonly row: BarRow
  /** The row as JSON. */
  readonly text: string
}

export interface LiveBatch {
  /** Of each symbol that changed the bars that closed, then the one that forms. */
  readonly bars: readonly ToldBar[]
  /** Updates that newer ones took the place of before this reader was ready for them. */
  readonly missed: number
  /** Symbols of which closed bars were left out: read them anew. */
  readonly resync: readonly string[]
}

export const toldBar = (row: BarRow): ToldBar => ({ row, text: JSON.stringify(row) })

export const rowOf = (
  symbol: string,
  { time, open, high, low, close, volume }: FormingBar,
  closed: 0 | 1,
): BarRow => [symbol, time, open, high, low, close, volume, closed]

export const barOf = ([, time, open, high, low, close, volume, closed]: BarRow) => ({
  time,
  open,
  high,
  low,
  close,
  volume,
  closed: closed === 1,
})
