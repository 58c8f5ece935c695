const ZERO = 48
const NINE = 57
const POWERS = Float64Array.from({ length: 23 }, (_, power) => 10 ** power)

/**
 * The number that `bytes` hold from `from` to `to`, NaN where they hold none. Up to 15 digits are put together by hand: an integer
 * below 2^53 divided by a power of ten that doubles hold exactly is rounded once, as the language itself would.
 */
export function numberIn(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  const sign = bytes[at]
  if (sign === 45 || sign === 43) at++
  let mantissa = 0
  let digits = 0
  let decimals = -1
  for (; at < to; at++) {
    const byte = bytes[at]!
    if (byte >= ZERO && byte <= NINE) {
      mantissa = mantissa * 10 + byte - ZERO
      digits++
      if (decimals >= 0) decimals++
    } else if (byte === 46 && decimals < 0) decimals = 0
    else return spelled(bytes, from, to)
  }
  if (digits === 0) return Number.NaN
  if (digits > 15) return spelled(bytes, from, to)
  const value = decimals > 0 ? mantissa / POWERS[decimals]! : mantissa
  return sign === 45 ? -value : value
}

const decoder = new TextDecoder()
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** Many digits, or an exponent. */
function spelled(bytes: Uint8Array, from: number, to: number): number {
  const text = decoder.decode(bytes.subarray(from, to))
  return NUMBER.test(text) ? Number(text) : Number.NaN
}
