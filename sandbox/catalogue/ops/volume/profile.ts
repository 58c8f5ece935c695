/** One profile is in use at a time, so its rows need no memory of their own. */
let scratch = new Float64Array(512)

/** Good until the next profile is made. */
export interface VolumeProfile {
  readonly bottom: number
  readonly step: number
  readonly weights: Float64Array
  readonly total: number
  /** The heaviest row; the lowest of equals. */
  readonly peak: number
}

/**
 * Volume by price from bar `first` to `last` in `rows` equal rows. A bar's volume is spread evenly from its low to its
 * high; one without range falls into a single row. Null without volume or range.
 */
export const volumeProfile = (
  high: Float64Array,
  low: Float64Array,
  volume: Float64Array,
  first: number,
  last: number,
  rows: number,
): VolumeProfile | null => {
  let bottom = Infinity
  let top = -Infinity
  for (let i = first; i <= last; i++) {
    bottom = Math.min(bottom, low[i]!)
    top = Math.max(top, high[i]!)
  }
  const step = (top - bottom) / rows
  if (!(step > 0)) return null
  if (scratch.length < rows) scratch = new Float64Array(rows)
  const weights = scratch.subarray(0, rows).fill(0)
  const rowOf = (price: number) => Math.max(0, Math.min(rows - 1, Math.floor((price - bottom) / step)))
  for (let i = first; i <= last; i++) {
    const from = low[i]!
    const to = high[i]!
    const lowest = rowOf(from)
    const highest = rowOf(to)
    if (lowest === highest) {
      weights[lowest]! += volume[i]!
      continue
    }
    for (let row = lowest; row <= highest; row++) {
      const overlap = Math.min(to, bottom + (row + 1) * step) - Math.max(from, bottom + row * step)
      if (overlap > 0) weights[row]! += (volume[i]! * overlap) / (to - from)
    }
  }
  let total = 0
  let peak = 0
  for (let row = 0; row < rows; row++) {
    total += weights[row]!
    if (weights[row]! > weights[peak]!) peak = row
  }
  return total > 0 ? { bottom, step, weights, total, peak } : null
}
