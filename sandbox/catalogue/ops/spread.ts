/** Sums of squares and products of two series around their means, from `first` to `last`. */
export const spread = (
  a: Float64Array,
  b: Float64Array,
  first: number,
  last: number,
): { aa: number; bb: number; ab: number } => {
  const n = last - first + 1
  let sumA = 0
  let sumB = 0
  for (let i = first; i <= last; i++) {
    sumA += a[i]!
    sumB += b[i]!
  }
  const meanA = sumA / n
  const meanB = sumB / n
  let aa = 0
  let bb = 0
  let ab = 0
  for (let i = first; i <= last; i++) {
    const da = a[i]! - meanA
    const db = b[i]! - meanB
    aa += da * da
    bb += db * db
    ab += da * db
  }
  return { aa, bb, ab }
}
