/** Mean, spread and shape of a sample. */
export interface Moments {
  readonly count: number
  readonly sum: number
  readonly mean: number
  /** With n − 1 in the denominator; NaN for fewer than two values. */
  readonly sigma: number
  /** With n in the denominator. */
  readonly populationSigma: number
  /** The plain moment coefficients: third, and fourth (3 for the normal distribution). */
  readonly skew: number
  readonly kurtosis: number
  readonly min: number
  readonly max: number
}

export function momentsOf(values: Float64Array): Moments {
  const count = values.length
  let sum = 0
  let min = Infinity
  let max = -Infinity
  for (let i = 0; i < count; i++) {
    const value = values[i]!
    sum += value
    if (value < min) min = value
    if (value > max) max = value
  }
  const mean = sum / count
  let second = 0
  let third = 0
  let fourth = 0
  for (let i = 0; i < count; i++) {
    const off = values[i]! - mean
    const square = off * off
    second += square
    third += square * off
    fourth += square * square
  }
  const variance = second / count
  return {
    count,
    sum,
    mean,
    sigma: count < 2 ? NaN : Math.sqrt(second / (count - 1)),
    populationSigma: Math.sqrt(variance),
    skew: third / count / variance ** 1.5,
    kurtosis: fourth / count / (variance * variance),
    min,
    max,
  }
}

/** A spread this small beside the values themselves is rounding, not movement. */
export const isStill = (spread: number, scale: number): boolean => !(spread > 1e-12 * scale)

/** The value below which a share of the sorted values lies, between neighbours in proportion. */
export function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share
  const low = Math.floor(at)
  const below = sorted[low]!
  const above = sorted[Math.min(low + 1, sorted.length - 1)]!
  return below + (above - below) * (at - low)
}

/** The middle value, found without sorting all of them: Hoare's selection. */
export function medianOf(values: Float64Array): number {
  const middle = (values.length - 1) / 2
  const work = values.slice()
  const below = nth(work, Math.floor(middle))
  if (Number.isInteger(middle)) return below
  let above = Infinity
  for (let at = Math.ceil(middle); at < work.length; at++) above = Math.min(above, work[at]!)
  return (below + above) / 2
}

/** The value that would stand at `rank` if they were sorted; smaller ones end before it, larger ones after. */
function nth(work: Float64Array, rank: number): number {
  let from = 0
  let to = work.length - 1
  while (from < to) {
    const pivot = work[(from + to) >> 1]!
    let left = from
    let right = to
    while (left <= right) {
      while (work[left]! < pivot) left++
      while (work[right]! > pivot) right--
      if (left > right) break
      const kept = work[left]!
      work[left++] = work[right]!
      work[right--] = kept
    }
    if (rank <= right) to = right
    else if (rank >= left) from = left
    else break
  }
  return work[rank]!
}
