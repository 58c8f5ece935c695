/**
 * The share of a normal distribution below `z`. Hart's rational approximation as given by West, "Better approximations to
 * cumulative normal functions" (2005); good to 15 decimals.
 */
export function normalBelow(z: number): number {
  const size = Math.abs(z)
  if (size > 37) return z > 0 ? 1 : 0
  const bell = Math.exp((-size * size) / 2)
  const tail =
    size < 7.07106781186547
      ? (bell * polynomial(size, UPPER)) / polynomial(size, LOWER)
      : bell / (size + 1 / (size + 2 / (size + 3 / (size + 4 / (size + 0.65))))) / 2.506628274631
  return z > 0 ? 1 - tail : tail
}

/** The `z` below which a share of a normal distribution lies: Acklam's approximation, refined by one step of Halley. */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1)) return share === 0 ? -Infinity : share === 1 ? Infinity : NaN
  const guess = roughQuantile(share)
  const error = normalBelow(guess) - share
  const step = error * Math.sqrt(2 * Math.PI) * Math.exp((guess * guess) / 2)
  return guess - step / (1 + (guess * step) / 2)
}

const UPPER = [
  3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
]
const LOWER = [
  8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674,
  637.333633378831, 793.826512519948, 440.413735824752,
]

const CENTRE_UPPER = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
]
const CENTRE_LOWER = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
]
const TAIL_UPPER = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const TAIL_LOWER = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1]

function roughQuantile(share: number): number {
  const tail = Math.min(share, 1 - share)
  if (tail < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(tail))
    const z = polynomial(q, TAIL_UPPER) / polynomial(q, TAIL_LOWER)
    return share < 0.5 ? z : -z
  }
  const q = share - 0.5
  return (polynomial(q * q, CENTRE_UPPER) * q) / polynomial(q * q, CENTRE_LOWER)
}

const polynomial = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)
