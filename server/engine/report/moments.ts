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
