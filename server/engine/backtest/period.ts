import type { Settings } from './settings'

/** Rows of a file that a run is about: those before `start` only warm the program up. */
export interface Period {
  readonly start: number
  readonly end: number
}

export function periodOf(time: Float64Array, { from, to }: Pick<Settings, 'from' | 'to'>): Period {
  const start = from === undefined ? 0 : firstAt(time, from)
  const end = to === undefined ? time.length : firstAt(time, to + 1)
  return { start, end: Math.max(start, end) }
}

/** The first row at or after a moment. */
function firstAt(time: Float64Array, moment: number): number {
  let low = 0
  let high = time.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((time[middle] ?? 0) < moment) low = middle + 1
    else high = middle
  }
  return low
}
