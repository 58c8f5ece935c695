import type { BarColumns } from '../../../sandbox/ir/bars'
import type { BarBlock } from '../csv/blocks'
import { COLUMNS, ownColumns, rowsOf } from '../store/columns'

export interface Ordered {
  readonly bars: BarColumns
  readonly lines: Uint32Array
  /** Rows that were not in the order of time. */
  readonly moved: boolean
  /** Rows that said a bar once more. */
  readonly repeated: number
  /** Rows that say another thing of a bar than the row at `first`. */
  readonly contrary: readonly { readonly line: number; readonly first: number }[]
}

/** The rows of a block by time, each bar once. */
export function ordered({ bars, lines }: Pick<BarBlock, 'bars' | 'lines'>): Ordered {
  const { time } = bars
  if (isAscending(time)) return { bars, lines, moved: false, repeated: 0, contrary: [] }
  const moved = !isAscending(time, true)
  const rows = Uint32Array.from(time.keys())
  // equal times stay in the order of the file
  if (moved) rows.sort((a, b) => time[a]! - time[b]! || a - b)
  const sorted = ownColumns(rows.length)
  const sortedLines = new Uint32Array(rows.length)
  const contrary: { line: number; first: number }[] = []
  let kept = 0
  let repeated = 0
  for (const row of rows) {
    if (kept > 0 && sorted.time[kept - 1] === time[row]) {
      if (COLUMNS.every(column => sorted[column][kept - 1] === bars[column][row])) repeated++
      else contrary.push({ line: lines[row] ?? 0, first: sortedLines[kept - 1] ?? 0 })
      continue
    }
    for (const column of COLUMNS) sorted[column][kept] = bars[column][row]!
    sortedLines[kept++] = lines[row]!
  }
  return { bars: rowsOf(sorted, 0, kept), lines: sortedLines.subarray(0, kept), moved, repeated, contrary }
}

function isAscending(time: Float64Array, orEqual = false): boolean {
  for (let row = 1; row < time.length; row++)
    if (orEqual ? time[row]! < time[row - 1]! : time[row]! <= time[row - 1]!) return false
  return true
}
