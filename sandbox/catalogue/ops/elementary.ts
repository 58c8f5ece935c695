/**
 * Logarithm, exponential, power, arc tangent and cosine from + − × ÷ alone. Engines each round their own `Math.log` and the like
 * (Node's and Chromium's differ in the last bit), and a program must give the same bits wherever it runs. Errors stay below an
 * ulp or two.
 */

const bytes = new DataView(new ArrayBuffer(8))
const exponentOf = (x: number): number => {
  bytes.setFloat64(0, x)
  return (bytes.getUint16(0) >> 4) & 0x7ff
}

/** 2ⁿ for any n that a double has room for. */
const twoTo = (n: number): number => {
  if (n < -1022) return twoTo(n + 537) * twoTo(-537)
  bytes.setFloat64(0, 1)
  bytes.setUint16(0, (n + 1023) << 4)
  return bytes.getFloat64(0)
}

// ln 2 in two parts, the first with so many zeros at its end that its product with an exponent is exact
const LN2 = 0.6931471803691238
const LN2_REST = 1.9082149292705877e-10
/** What is left of log₁₀ e behind its double. */
const LOG10_E_REST = 1.098319650216765e-17

/** 2²⁷ + 1 splits a double into halves whose products are exact. */
const SPLITTER = 134217729

/** What rounding took from the product of a and b. */
const lostIn = (a: number, b: number, product: number): number => {
  const ca = SPLITTER * a
  const cb = SPLITTER * b
  const a1 = ca - (ca - a)
  const b1 = cb - (cb - b)
  const a2 = a - a1
  const b2 = b - b1
  return a2 * b2 - (product - a1 * b1 - a2 * b1 - a1 * b2)
}

/** The logarithm's low part; its high part is what `logParts` returns. */
let low = 0

/** ln x of a positive finite x in two doubles: x = m·2ᵉ, ln m = 2·artanh(s) with s = (m − 1)/(m + 1). */
const logParts = (x: number): number => {
  let exponent = exponentOf(x) - 1023
  let m = x
  if (exponent === -1023) {
    m = x * 18014398509481984
    exponent = exponentOf(m) - 1023
    m /= twoTo(exponent)
    exponent -= 54
  } else m /= twoTo(exponent)
  if (m > Math.SQRT2) {
    m *= 0.5
    exponent++
  }
  const above = m - 1
  const sum = m + 1
  const sumRest = m - (sum - 1)
  const s = above / sum
  const product = s * sum
  const sRest = (above - product - lostIn(s, sum, product) - s * sumRest) / sum
  const z = s * s
  // 2·(s³/3 + s⁵/5 + …); s² stays under 0.0295
  const series =
    z *
    (1 / 3 +
      z *
        (1 / 5 +
          z *
            (1 / 7 +
              z *
                (1 / 9 +
                  z *
                    (1 / 11 +
                      z *
                        (1 / 13 +
                          z *
                            (1 / 15 +
                              z * (1 / 17 + z * (1 / 19 + z * (1 / 21 + z * (1 / 23 + z / 25)))))))))))
  const big = exponent * LN2
  const high = big + 2 * s
  const rest =
    (Math.abs(big) >= Math.abs(2 * s) ? big - high + 2 * s : 2 * s - high + big) +
    (2 * sRest + 2 * s * series + exponent * LN2_REST)
  const total = high + rest
  low = high - total + rest
  return total
}

/** eʰⁱᵍʰ⁺ʳᵉˢᵗ. */
const expOf = (high: number, rest: number): number => {
  if (high > 709.8) return Infinity
  if (high < -745.2) return 0
  const k = Math.round(high * Math.LOG2E)
  const r = high - k * LN2 - (k * LN2_REST - rest)
  let sum = 1 / 6227020800
  sum = sum * r + 1 / 479001600
  sum = sum * r + 1 / 39916800
  sum = sum * r + 1 / 3628800
  sum = sum * r + 1 / 362880
  sum = sum * r + 1 / 40320
  sum = sum * r + 1 / 5040
  sum = sum * r + 1 / 720
  sum = sum * r + 1 / 120
  sum = sum * r + 1 / 24
  sum = sum * r + 1 / 6
  sum = sum * r + 1 / 2
  const y = 1 + (r + r * r * sum)
  // in two steps, so that neither power leaves the range of doubles
  const half = k >> 1
  return y * twoTo(half) * twoTo(k - half)
}

/** Natural logarithm: −∞ at zero, missing below. */
export const log = (x: number): number => {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  return x === Infinity ? x : logParts(x)
}

/** Decimal logarithm; whole numbers for powers of ten. */
export const log10 = (x: number): number => {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return x
  const high = logParts(x)
  const product = high * Math.LOG10E
  return product + (lostIn(high, Math.LOG10E, product) + low * Math.LOG10E + high * LOG10_E_REST)
}

export const exp = (x: number): number => (Number.isNaN(x) ? x : expOf(x, 0))

/** x to the power of y; missing while either is, and for a root of a negative. */
export const pow = (x: number, y: number): number => {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN
  if (y === 0) return 1
  if (y === 1) return x
  if (y === 2) return x * x
  if (y === 0.5) return Math.sqrt(x)
  if (y === -1) return 1 / x
  if (!Number.isFinite(x) || !Number.isFinite(y)) return NaN
  const odd = y % 2 === 1 || y % 2 === -1
  if (x === 0) return y < 0 ? Infinity : odd ? x : 0
  if (x < 0 && Math.floor(y) !== y) return NaN
  const high = logParts(Math.abs(x))
  const product = y * high
  // a result beyond any double needs no digits
  const size =
    Math.abs(product) > 1000 ? expOf(product, 0) : expOf(product, lostIn(y, high, product) + y * low)
  return x < 0 && odd ? -size : size
}

/** Arc tangents of 0, ¼, ½, ¾ and 1, the middles of the stretches into which the argument falls. */
const ANCHORS = [0, 0.24497866312686414, 0.4636476090008061, 0.6435011087932844, 0.7853981633974483]
const HALF_PI = 1.5707963267948966
const HALF_PI_REST = 6.123233995736766e-17

export const atan = (x: number): number => {
  if (Number.isNaN(x)) return x
  const size = Math.abs(x)
  const steep = size > 1
  const t = steep ? 1 / size : size
  const anchor = Math.round(t * 4)
  const c = anchor / 4
  const u = (t - c) / (1 + t * c)
  const z = u * u
  // u − u³/3 + u⁵/5 …; u² stays under 0.016
  const series =
    z *
    (-1 / 3 +
      z * (1 / 5 + z * (-1 / 7 + z * (1 / 9 + z * (-1 / 11 + z * (1 / 13 + z * (-1 / 15 + z / 17)))))))
  const angle = ANCHORS[anchor]! + (u + u * series)
  const value = steep ? HALF_PI - (angle - HALF_PI_REST) : angle
  return x < 0 ? -value : x === 0 ? x : value
}

// a quarter turn in two parts, the first with zeros at its end: its products with small numbers are exact
const HALF_PI_HIGH = 1.5707963267341256
const HALF_PI_LOW = 6.077100506506192e-11

/** Cosine, for angles of a few turns. */
export const cos = (x: number): number => {
  const quarters = Math.round(x / HALF_PI)
  const r = x - quarters * HALF_PI_HIGH - quarters * HALF_PI_LOW
  const z = r * r
  let cosine = 1 / 20922789888000
  cosine = cosine * z - 1 / 87178291200
  cosine = cosine * z + 1 / 479001600
  cosine = cosine * z - 1 / 3628800
  cosine = cosine * z + 1 / 40320
  cosine = cosine * z - 1 / 720
  cosine = cosine * z + 1 / 24
  cosine = 1 - (z / 2 - cosine * z * z)
  let sine = 1 / 355687428096000
  sine = sine * z - 1 / 1307674368000
  sine = sine * z + 1 / 6227020800
  sine = sine * z - 1 / 39916800
  sine = sine * z + 1 / 362880
  sine = sine * z - 1 / 5040
  sine = sine * z + 1 / 120
  sine = sine * z - 1 / 6
  sine = r + sine * z * r
  switch (((quarters % 4) + 4) % 4) {
    case 0:
      return cosine
    case 1:
      return -sine
    case 2:
      return -cosine
    default:
      return sine
  }
}
