/**
 * Prices come in ticks, and ticks are decimals: read as whole numbers of a power of ten they add up without rounding, equal
 * averages are equal, and a running total never drifts. A double counts as such a decimal when it lies within rounding of one.
 */
export const SCALES = [1, 1e2, 1e5, 1e8] as const

/** Adding and taking away 1.5 · 2⁵² rounds to a whole number, half to even. */
export const WHOLE = 6755399441055744
/** Relative distance a decimal may have from its double: the double's own rounding and that of the product. */
export const NEAR = 2 ** -51
/** Rounding by `WHOLE` holds up to here. */
const ROUNDED = 2 ** 50

/** The largest whole number a window of n may hold so that its total is exact. */
export const wholeLimit = (n: number): number => Math.min(ROUNDED, 2 ** 53 / n)

/** The first scale on which every value from `first` to `last` is a whole number not above `limit`; 0 when there is none. */
export const decimalScale = (
  x: Float64Array,
  first: number,
  last: number,
  limit: number,
  scales: readonly number[] = SCALES,
): number => {
  // nearly always settles it where prices are off any tick
  if (!mayBeDecimal(x[last]!)) return 0
  for (let k = 0; k < scales.length; k++) {
    const scale = scales[k]!
    let i = last
    while (i >= first && isWhole(x[i]! * scale, limit)) i--
    if (i < first) return scale
  }
  return 0
}

const isWhole = (scaled: number, limit: number): boolean => {
  const whole = scaled + WHOLE - WHOLE
  return Math.abs(scaled - whole) <= Math.abs(whole) * NEAR && Math.abs(whole) <= limit
}

/** The whole number a decimal stands for on its scale. */
export const wholeOf = (value: number, scale: number): number => value * scale + WHOLE - WHOLE

const FINEST_UP_TO = ROUNDED / 1e8
const MIDDLE_UP_TO = ROUNDED / 1e5

/** Whether some scale could read the value as a whole number; never false where `decimalScale` would find one. */
export const mayBeDecimal = (value: number): boolean => {
  const size = Math.abs(value)
  const scaled = size * (size <= FINEST_UP_TO ? 1e8 : size <= MIDDLE_UP_TO ? 1e5 : 1)
  return Math.abs(scaled - (scaled + WHOLE - WHOLE)) <= scaled * 4 * NEAR
}
