/** Least-squares slope per bar, and mean, of `x` from `first` to `last`. */
export const fit = (x: Float64Array, first: number, last: number): { slope: number; mean: number } => {
  const n = last - first + 1
  let sum = 0
  for (let i = first; i <= last; i++) sum += x[i]!
  const mean = sum / n
  const centre = (n - 1) / 2
  let cross = 0
  for (let i = first; i <= last; i++) cross += (i - first - centre) * (x[i]! - mean)
  // Σ(t − t̄)² over 0 … n − 1
  return { slope: cross / ((n * (n * n - 1)) / 12), mean }
}
