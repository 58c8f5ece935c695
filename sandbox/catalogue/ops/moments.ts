/** Second to fourth central moments of `x` from `first` to `last` (divided by their number). */
export const moments = (
  x: Float64Array,
  first: number,
  last: number,
): { second: number; third: number; fourth: number } => {
  const n = last - first + 1
  let sum = 0
  for (let i = first; i <= last; i++) sum += x[i]!
  const mean = sum / n
  let second = 0
  let third = 0
  let fourth = 0
  for (let i = first; i <= last; i++) {
    const d = x[i]! - mean
    second += d * d
    third += d * d * d
    fourth += d * d * d * d
  }
  return { second: second / n, third: third / n, fourth: fourth / n }
}
