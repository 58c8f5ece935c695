// Reading WebAssembly's binary form: numbers, and the length of every instruction the engine may use.

export interface Cursor {
  readonly code: Uint8Array
  i: number
}

export const cursor = (code: Uint8Array, i = 0): Cursor => ({ code, i })

/** An unsigned LEB128 number of up to 32 bits. */
export function unsigned(at: Cursor): number {
  let value = 0
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = at.code[at.i++]!
    value |= (byte & 0x7f) << shift
    if (byte < 0x80) return value >>> 0
  }
  throw new Error('a number in the engine’s code is too long')
}

/** Steps over a LEB128 number of any width. */
export function skipNumber(at: Cursor): void {
  while (at.code[at.i++]! >= 0x80);
}

const PLAIN = 0
const ONE = 1
const TWO = 2

/** How many LEB128 numbers follow each opcode; what is missing here is handled below or unknown. */
const OPERANDS: ReadonlyMap<number, number> = new Map([
  ...range(0x00, 0x01, PLAIN), // unreachable nop
  ...range(0x02, 0x04, ONE), // block loop if
  [0x05, PLAIN], // else
  [0x0b, PLAIN], // end
  ...range(0x0c, 0x0d, ONE), // br br_if
  [0x0f, PLAIN], // return
  [0x10, ONE], // call
  [0x11, TWO], // call_indirect
  ...range(0x1a, 0x1b, PLAIN), // drop select
  // No table.set: a table that changes would outlive the reset of the memory.
  ...range(0x20, 0x25, ONE), // locals, globals, table.get
  ...range(0x28, 0x3e, TWO), // loads and stores
  ...range(0x3f, 0x40, ONE), // memory.size memory.grow
  ...range(0x41, 0x42, ONE), // i32.const i64.const
  ...range(0x45, 0xc4, PLAIN), // arithmetic
])

/** The same for the instructions behind the 0xfc prefix. */
const PREFIXED: ReadonlyMap<number, number> = new Map([
  ...range(0, 7, PLAIN), // saturating conversions
  [8, TWO], // memory.init
  [9, ONE], // data.drop
  [10, TWO], // memory.copy
  [11, ONE], // memory.fill
])

/** Moves behind the instruction at the cursor. */
export function skipInstruction(at: Cursor): void {
  const op = at.code[at.i++]!
  if (op === 0x0e) {
    for (let targets = unsigned(at) + 1; targets > 0; targets--) skipNumber(at) // br_table
    return
  }
  if (op === 0x43)
    at.i += 4 // f32.const
  else if (op === 0x44)
    at.i += 8 // f64.const
  else {
    const prefixed = op === 0xfc
    const name = prefixed ? unsigned(at) : op
    const operands = (prefixed ? PREFIXED : OPERANDS).get(name)
    if (operands === undefined)
      throw new Error(
        `the engine uses instruction ${prefixed ? 'fc ' : ''}${name.toString(16)}, unknown here`,
      )
    for (let n = operands; n > 0; n--) skipNumber(at)
  }
}

function range(from: number, to: number, operands: number): [number, number][] {
  return Array.from({ length: to - from + 1 }, (_, n) => [from + n, operands])
}
