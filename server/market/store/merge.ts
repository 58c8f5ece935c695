import type { BarColumns } from '../../../sandbox/ir/bars'
import { COLUMNS, ownColumns, rowsOf } from './columns'

export interface Merged {
  readonly bars: BarColumns
  readonly added: number
  /** Opens of bars that are in both with other numbers. */
  readonly differing: readonly number[]
}

/** Both sets of bars in order of time. Where they differ `winner` says whose numbers stay. */
export function mergeBars(stored: BarColumns, coming: BarColumns, winner: 'stored' | 'coming'): Merged {
  const merged = ownColumns(stored.time.length + coming.time.length)
  const differing: number[] = []
  let [s, c, rows] = [0, 0, 0]
  let added = 0
  while (s < stored.time.length || c < coming.time.length) {
    const storedTime = stored.time[s] ?? Infinity
    const comingTime = coming.time[c] ?? Infinity
    if (storedTime === comingTime) {
      const same = sameBar(stored, s, coming, c)
      if (!same) differing.push(storedTime)
      if (same || winner === 'stored') copyBar(stored, s, merged, rows++)
      else copyBar(coming, c, merged, rows++)
      s++
      c++
    } else if (storedTime < comingTime) copyBar(stored, s++, merged, rows++)
    else {
      copyBar(coming, c++, merged, rows++)
      added++
    }
  }
  return { bars: rowsOf(merged, 0, rows), added, differing }
}

const sameBar = (a: BarColumns, i: number, b: BarColumns, j: number): boolean =>
  COLUMNS.every(column => Object.is(a[column][i], b[column][j]))

function copyBar(from: BarColumns, i: number, to: BarColumns, j: number): void {
  for (const column of COLUMNS) to[column][j] = from[column][i] ?? NaN
}
