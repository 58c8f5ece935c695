/**
 * The standard error of a mean of returns over `horizon` moments each, when some of them share moments: two count as one in so far as
 * they overlap, in whatever symbol (the kernel of Newey and West, 1987, over moments as of Driscoll and Kraay, 1998). Where none
 * overlaps it is the plain one. NaN for fewer than two.
 */
export function overlapError(
  moment: Int32Array,
  off: Float64Array,
  horizon: number,
  moments: number,
): number {
  const count = off.length
  if (count < 2) return Number.NaN
  const at = new Float64Array(moments)
  for (let n = 0; n < count; n++) at[moment[n] as number]! += off[n] as number
  // the sum over pairs, each weighted by the share of moments in common, is the mean square of sums over sliding windows
  let sum = 0
  let squares = 0
  for (let end = 0; end < moments + horizon - 1; end++) {
    if (end < moments) sum += at[end] as number
    if (end >= horizon) sum -= at[end - horizon] as number
    squares += sum * sum
  }
  return Math.sqrt((squares / horizon) * (count / (count - 1))) / count
}

/** How many begin before the one before them, in time, has ended. */
export function overlappingOf(moment: Int32Array, horizon: number): number {
  const sorted = moment.slice().sort()
  let overlapping = 0
  for (let n = 1; n < sorted.length; n++)
    if ((sorted[n] as number) - (sorted[n - 1] as number) < horizon) overlapping++
  return overlapping
}

/** All moments at which any of the series has a bar, ascending. */
export const momentsOfAll = (series: readonly Float64Array[]): Float64Array =>
  series.reduce((all, each) => (isSame(all, each) ? all : union(all, each)), new Float64Array(0))

function isSame(a: Float64Array, b: Float64Array): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return false
  return true
}

/** Of two ascending series. */
function union(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length)
  let count = 0
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const left = a[i] ?? Infinity
    const right = b[j] ?? Infinity
    both[count++] = Math.min(left, right)
    if (left <= right) i++
    if (right <= left) j++
  }
  return both.slice(0, count)
}
