import type { BarColumns } from '../../../sandbox/ir/bars'

/** A bar's numbers in the order in which the store writes them. */
export const COLUMNS = ['time', 'open', 'high', 'low', 'close', 'volume'] as const
export type Column = (typeof COLUMNS)[number]
export const BYTES_PER_BAR = COLUMNS.length * Float64Array.BYTES_PER_ELEMENT

const over = (buffer: ArrayBufferLike, rows: number): BarColumns => {
  const column = (k: number) => new Float64Array(buffer, k * rows * 8, rows)
  return {
    time: column(0),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: column(5),
  }
}

export const ownColumns = (rows: number): BarColumns => over(new ArrayBuffer(rows * BYTES_PER_BAR), rows)

/** Columns in shared memory: posted to a worker thread they are the same bytes, not a copy. */
export const sharedColumns = (rows: number): BarColumns =>
  over(new SharedArrayBuffer(rows * BYTES_PER_BAR), rows)

const mapped = (bars: BarColumns, change: (column: Float64Array) => Float64Array): BarColumns => ({
  time: change(bars.time),
  open: change(bars.open),
  high: change(bars.high),
  low: change(bars.low),
  close: change(bars.close),
  volume: change(bars.volume),
})

/** A view of rows [first, end); nothing is copied. */
export const rowsOf = (bars: BarColumns, first: number, end: number): BarColumns =>
  mapped(bars, column => column.subarray(first, end))

export function copyRows(from: BarColumns, to: BarColumns, at = 0): void {
  for (const column of COLUMNS) to[column].set(from[column], at)
}

/** Bars one after another, in memory of their own. */
export function joinedBars(parts: readonly BarColumns[]): BarColumns {
  const bars = ownColumns(parts.reduce((rows, { time }) => rows + time.length, 0))
  let row = 0
  for (const part of parts) {
    copyRows(part, bars, row)
    row += part.time.length
  }
  return bars
}

/** The first row whose time is not before `time`. */
export function rowAt(times: Float64Array, time: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] ?? Infinity) < time) low = middle + 1
    else high = middle
  }
  return low
}

/** A view of the bars that open in [from, to). */
export const within = (bars: BarColumns, from: number, to: number): BarColumns =>
  rowsOf(bars, rowAt(bars.time, from), rowAt(bars.time, to))

/** Throws unless the bars can be stored: columns of one length, whole times, strictly ascending. */
export function assertStorable(bars: BarColumns): void {
  const { time } = bars
  for (const column of COLUMNS)
    if (bars[column].length !== time.length)
      throw new Error(`Column ${column} has ${bars[column].length} rows; time has ${time.length}.`)
  for (let row = 0; row < time.length; row++) {
    if (!Number.isSafeInteger(time[row]))
      throw new Error(`Bar ${row} opens at ${time[row]}; a time is a whole number of UTC milliseconds.`)
    if (row > 0 && (time[row - 1] ?? 0) >= (time[row] ?? 0))
      throw new Error(`Bar ${row} opens at ${time[row]}, not after the bar before it; sort the bars first.`)
  }
}

/** The same columns, as JSON can carry them. */
export const asLists = (bars: BarColumns): Record<keyof BarColumns, number[]> =>
  Object.fromEntries(Object.entries(bars).map(([name, column]) => [name, [...column]])) as Record<
    keyof BarColumns,
    number[]
  > // the same names
