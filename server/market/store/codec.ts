// How the bars of one chunk lie in a bytea. Prices are decimals: almost every column is a whole number of hundredths (or
// of some other power of ten) whose steps fit two bytes. What does not fit is stored as it is, so every double comes back.
import { crc32 } from 'node:zlib'
import type { BarColumns } from '../../../sandbox/ir/bars'
import { COLUMNS } from './columns'

// u8 version · u8 0 · u16 0 · u32 bars · u32 CRC-32 of what follows · u32 0
const VERSION = 1
const HEADER = 16
/** Before each column: u8 kind · u8 decimals · six zeros. Everything is little-endian and starts on a multiple of eight. */
const COLUMN_HEADER = 8

const kinds = {
  /** Doubles as they are. */
  raw: 0,
  /** Evenly spaced whole numbers: the first and the step. */
  even: 1,
  /** Whole numbers ÷ 10^decimals: the first as a double, then each one's difference from the one before. */
  steps8: 2,
  steps16: 3,
  steps32: 4,
} as const

const MOST_DECIMALS = 12
const POWERS = Float64Array.from({ length: MOST_DECIMALS + 1 }, (_, decimals) => Number(`1e${decimals}`))
const padded = (bytes: number): number => (bytes + 7) & ~7

type Packed =
  | { readonly kind: typeof kinds.raw; readonly values: Float64Array }
  | { readonly kind: typeof kinds.even; readonly first: number; readonly step: number }
  | {
      readonly kind: typeof kinds.steps8 | typeof kinds.steps16 | typeof kinds.steps32
      readonly decimals: number
      readonly first: number
      readonly steps: Int8Array | Int16Array | Int32Array
    }

/** The bars as bytes; `decodeInto` gives back the same doubles, −0 and NaN included. */
export function encodeBars(bars: BarColumns): Uint8Array {
  const count = bars.time.length
  const packed = COLUMNS.map(column => pack(bars[column]))
  const bytes = new Uint8Array(packed.reduce((sum, column) => sum + sizeOf(column), HEADER))
  const view = new DataView(bytes.buffer)
  view.setUint8(0, VERSION)
  view.setUint32(4, count, true)
  let at = HEADER
  for (const column of packed) {
    put(column, bytes, at)
    at += sizeOf(column)
  }
  view.setUint32(8, crc32(bytes.subarray(HEADER)), true)
  return bytes
}

export const encodedCount = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset, HEADER).getUint32(4, true)

/** Writes the chunk's bars to rows `at` and on of `target`; throws on bytes that are not what was written. */
export function decodeInto(encoded: Uint8Array, target: BarColumns, at = 0): number {
  const bytes = encoded.byteOffset % 8 === 0 ? encoded : Uint8Array.from(encoded)
  if (bytes.length < HEADER) throw new Error('A chunk of bars is cut short.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const version = view.getUint8(0)
  if (version !== VERSION)
    throw new Error(`A chunk of bars has format ${version}; this Sluice reads format ${VERSION}.`)
  if (view.getUint32(8, true) !== crc32(bytes.subarray(HEADER)))
    throw new Error('A chunk of bars is damaged: its checksum differs.')
  const count = view.getUint32(4, true)
  let from = HEADER
  for (const column of COLUMNS) from += unpack(view, from, target[column].subarray(at, at + count))
  return count
}

function pack(values: Float64Array): Packed {
  return even(values) ?? steps(values) ?? { kind: kinds.raw, values }
}

function even(values: Float64Array): Packed | null {
  const [first = 0, second = first] = values
  const step = second - first
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(step) || Object.is(first, -0)) return null
  for (let i = 0; i < values.length; i++) {
    const value = first + i * step
    if (value !== values[i] || !Number.isSafeInteger(value) || Object.is(values[i], -0)) return null
  }
  return { kind: kinds.even, first, step }
}

function steps(values: Float64Array): Packed | null {
  const decimals = decimalsOf(values)
  if (decimals === null) return null
  const power = POWERS[decimals] ?? 1
  const differences = new Int32Array(values.length)
  let before = Math.round((values[0] ?? 0) * power)
  const first = before
  let widest = 0
  for (let i = 1; i < values.length; i++) {
    const whole = Math.round((values[i] ?? 0) * power)
    const step = whole - before
    differences[i] = step
    if (differences[i] !== step) return null
    widest = Math.max(widest, step < 0 ? -step - 1 : step)
    before = whole
  }
  const [kind, Width] =
    widest < 0x80
      ? ([kinds.steps8, Int8Array] as const)
      : widest < 0x8000
        ? ([kinds.steps16, Int16Array] as const)
        : ([kinds.steps32, Int32Array] as const)
  return { kind, decimals, first, steps: Width.from(differences) }
}

/** The decimals with which every value is exactly a whole number ÷ 10^decimals; null when there are none. */
function decimalsOf(values: Float64Array): number | null {
  let decimals = 0
  const exact = (value: number, power: number): boolean => {
    const whole = Math.round(value * power)
    return whole / power === value && Math.abs(whole) <= Number.MAX_SAFE_INTEGER && !Object.is(value, -0)
  }
  for (const value of values)
    while (!exact(value, POWERS[decimals] ?? 1)) if (++decimals > MOST_DECIMALS) return null
  // a value that fitted fewer decimals may be too large for more
  return values.every(value => exact(value, POWERS[decimals] ?? 1)) ? decimals : null
}

function sizeOf(column: Packed): number {
  switch (column.kind) {
    case kinds.raw:
      return COLUMN_HEADER + column.values.byteLength
    case kinds.even:
      return COLUMN_HEADER + 16
    default:
      return COLUMN_HEADER + 8 + padded(column.steps.byteLength)
  }
}

function put(column: Packed, bytes: Uint8Array, at: number): void {
  const view = new DataView(bytes.buffer)
  const body = at + COLUMN_HEADER
  view.setUint8(at, column.kind)
  switch (column.kind) {
    case kinds.raw:
      new Float64Array(bytes.buffer, body, column.values.length).set(column.values)
      break
    case kinds.even:
      view.setFloat64(body, column.first, true)
      view.setFloat64(body + 8, column.step, true)
      break
    default:
      view.setUint8(at + 1, column.decimals)
      view.setFloat64(body, column.first, true)
      bytes.set(new Uint8Array(column.steps.buffer), body + 8)
  }
}

/** Fills `values` from the column at `at` and returns how many bytes it took. */
function unpack(view: DataView, at: number, values: Float64Array): number {
  const body = at + COLUMN_HEADER
  const count = values.length
  const bytesAt = view.byteOffset + body
  const kind = view.getUint8(at)
  switch (kind) {
    case kinds.raw:
      values.set(new Float64Array(view.buffer, bytesAt, count))
      return COLUMN_HEADER + 8 * count
    case kinds.even: {
      const first = view.getFloat64(body, true)
      const step = view.getFloat64(body + 8, true)
      for (let i = 0; i < count; i++) values[i] = first + i * step
      return COLUMN_HEADER + 16
    }
    case kinds.steps8:
    case kinds.steps16:
    case kinds.steps32: {
      const Width = kind === kinds.steps8 ? Int8Array : kind === kinds.steps16 ? Int16Array : Int32Array
      const differences = new Width(view.buffer as ArrayBuffer, bytesAt + 8, count) // chunks come from the driver
      unroll(view.getFloat64(body, true), differences, POWERS[view.getUint8(at + 1)] ?? Number.NaN, values)
      return COLUMN_HEADER + 8 + padded(differences.byteLength)
    }
    default:
      throw new Error(`A chunk of bars has a column of kind ${kind}, which this Sluice does not know.`)
  }
}

function unroll(
  first: number,
  differences: Int8Array | Int16Array | Int32Array,
  power: number,
  values: Float64Array,
): void {
  let whole = first
  for (let i = 0; i < values.length; i++) {
    whole += differences[i] ?? 0
    values[i] = whole / power
  }
}

// Steps are read as this machine reads integers; every machine that runs Node for Sluice is little-endian.
if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1)
  throw new Error('Stored bars are little-endian; this machine is not.')
