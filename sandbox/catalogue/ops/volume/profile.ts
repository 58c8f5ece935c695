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
  for (let i = first; i <= last; i++) spread(weights, bottom, step, low[i]!, high[i]!, volume[i]!)
  return weighed(weights, bottom, step)
}

/** Adds the volume of one bar, which must lie inside the profile, to the rows it spans. */
export const spread = (
  weights: Float64Array,
  bottom: number,
  step: number,
  from: number,
  to: number,
  volume: number,
): void => {
  const rows = weights.length
  const lowest = Math.max(0, Math.min(rows - 1, Math.floor((from - bottom) / step)))
  const highest = Math.max(0, Math.min(rows - 1, Math.floor((to - bottom) / step)))
  if (lowest === highest) {
    weights[lowest]! += volume
    return
  }
  for (let row = lowest; row <= highest; row++) {
    const overlap = Math.min(to, bottom + (row + 1) * step) - Math.max(from, bottom + row * step)
    if (overlap > 0) weights[row]! += (volume * overlap) / (to - from)
  }
}

/** Rows that have been filled as a profile; null where nothing was traded. */
export const weighed = (weights: Float64Array, bottom: number, step: number): VolumeProfile | null => {
  let total = 0
  let peak = 0
  for (let row = 0; row < weights.length; row++) {
    total += weights[row]!
    if (weights[row]! > weights[peak]!) peak = row
  }
  return total > 0 ? { bottom, step, weights, total, peak } : null
}

/** The levels a profile has, in the order of the parameter that names them. */
export const LEVELS = ['poc', 'vah', 'val'] as const

/**
 * The middle of the heaviest row, or an end of the value area: it grows from there, heavier neighbour first and upwards when
 * they weigh the same, until it holds `percent` of the total.
 */
export const levelOf = (
  { bottom, step, weights, total, peak }: VolumeProfile,
  percent: number,
  level: number,
) => {
  if (level === 0) return bottom + (peak + 0.5) * step
  const rows = weights.length
  let under = peak
  let over = peak
  let held = weights[peak]!
  while (held < (total * percent) / 100 && (under > 0 || over < rows - 1)) {
    const below = under > 0 ? weights[under - 1]! : -1
    const above = over < rows - 1 ? weights[over + 1]! : -1
    if (above >= below) held += weights[++over]!
    else held += weights[--under]!
  }
  return level === 1 ? bottom + (over + 1) * step : bottom + under * step
}
