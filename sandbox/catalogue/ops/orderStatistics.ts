let scratch = new Float64Array(256)

/**
 * The values of `x[first .. last]` that sort to places `k` and `k + 1` (counted from 0; the last one twice at the end), found by
 * Hoare's selection in a copy. Which values these are does not depend on how they lay.
 */
export const orderStatistics = (
  x: Float64Array,
  first: number,
  last: number,
  k: number,
): readonly [number, number] => {
  const n = last - first + 1
  if (scratch.length < n) scratch = new Float64Array(2 * n)
  for (let i = 0; i < n; i++) scratch[i] = x[first + i]!
  let low = 0
  let high = n - 1
  while (low < high) {
    const pivot = scratch[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (scratch[i]! < pivot) i++
      while (scratch[j]! > pivot) j--
      if (i > j) break
      const swap = scratch[i]!
      scratch[i++] = scratch[j]!
      scratch[j--] = swap
    }
    if (k <= j) high = j
    else if (k >= i) low = i
    else break
  }
  const found = scratch[k]!
  let next = k + 1 < n ? Infinity : found
  for (let i = k + 1; i < n; i++) if (scratch[i]! < next) next = scratch[i]!
  return [found, next]
}
