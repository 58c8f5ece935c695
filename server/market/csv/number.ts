const ZERO = 48
const NINE = 57
export const POINT = 46
export const COMMA = 44
const POWERS = Float64Array.from({ length: 23 }, (_, power) => 10 ** power)

/**
 * The number that `bytes` hold from `from` to `to`, NaN where they hold none. Up to 15 digits are put together by hand: an integer
 * below 2^53 divided by a power of ten that doubles hold exactly is rounded once, as the language itself would. `point` is the
 * sign before the decimals.
 */
export function numberIn(bytes: Uint8Array, from: number, to: number, point = POINT): number {
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
    } else if (byte === point && decimals < 0) decimals = 0
    else return spelled(bytes, from, to, point)
  }
  if (digits === 0) return Number.NaN
  if (digits > 15) return spelled(bytes, from, to, point)
  const value = decimals > 0 ? mantissa / POWERS[decimals]! : mantissa
  return sign === 45 ? -value : value
}

const decoder = new TextDecoder()
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** Many digits, or an exponent. */
function spelled(bytes: Uint8Array, from: number, to: number, point: number): number {
  const text = decoder.decode(bytes.subarray(from, to))
  const plain = point === COMMA ? text.replace(',', '.') : text
  return NUMBER.test(plain) && (point === POINT || !text.includes('.')) ? Number(plain) : Number.NaN
}

const GROUPED = /^\d{1,3}(?:([.,'’\u00a0\u202f ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/
const SHORT: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 }

/**
 * A number as people's tables write it: `$1,234.50`, `1.234,50 €`, `12.5M`. NaN where its signs of decimals and thousands
 * could be taken for one another.
 */
export function writtenNumber(text: string, point: number): number {
  const [, sign = '', body = '', unit = ''] =
    /^([+-]?)\s*[$€£¥]?\s*([\d.,'’\u00a0\u202f ]+?)\s*([kmb]?)[$€£¥]?$/i.exec(text.trim()) ?? []
  const decimals = point === COMMA ? ',' : '.'
  const grouping = GROUPED.exec(body)?.[1]
  const whole = grouping && grouping !== decimals ? body.replaceAll(grouping, '') : body
  const plain = decimals === ',' ? whole.replace(',', '.') : whole
  if (!/^(\d+\.?\d*|\.\d+)$/.test(plain)) return Number.NaN
  return Number(`${sign}${plain}`) * (SHORT[unit.toLowerCase()] ?? 1)
}

/** How many decimals the number in [from, to) is written with; none where it has an exponent. */
export function decimalsIn(bytes: Uint8Array, from: number, to: number, point: number): number {
  for (let at = to - 1; at >= from; at--) {
    const byte = bytes[at]!
    if (byte === point) return to - 1 - at
    if (byte < ZERO || byte > NINE) return 0
  }
  return 0
}
