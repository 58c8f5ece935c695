// Rewrites the engine's WebAssembly so that no loop, native or interpreted, runs for free.
//
// An interrupt handler is polled only where the engine's authors thought of it; a counter in every loop has no
// such holes. The module keeps all its indices: three globals are added behind its own, two of them exported.
//   fuel   i64  paid down by one at each turn of any loop and by a 64th of the bytes of each bulk copy or fill;
//               the module traps when it falls below zero
//   pages  i32  what `memory.size` answers, so that every growth of the heap passes the host, on a memory that
//               is larger from an earlier run too
//   bytes  i32  scratch: the length of the bulk operation being paid for
import { type Cursor, cursor, skipInstruction, skipNumber, unsigned } from './wasm'

const GLOBAL_SECTION = 6
const EXPORT_SECTION = 7
const CODE_SECTION = 10
const IMPORT_SECTION = 2
const I32 = 0x7f
const I64 = 0x7e
const LOOP = 0x03
const MEMORY_SIZE = 0x3f
const MEMORY_GROW = 0x40
const BULK = 0xfc
const MEMORY_COPY = 10
const MEMORY_FILL = 11
const GLOBAL_GET = 0x23
const GLOBAL_SET = 0x24

/** A million, as a signed LEB128: the module's own start function pays too. */
const FIRST_FUEL = [0xc0, 0x84, 0x3d]

export const FUEL_EXPORT = 'fuel'
export const PAGES_EXPORT = 'pages'

/** The same module, metered. Throws on an instruction it doesn't know: an engine it can't read it must not pass. */
export function meter(module: Uint8Array): Uint8Array<ArrayBuffer> {
  const at = cursor(module)
  const out = new Bytes(module.length + (module.length >> 1))
  out.copy(module, 0, 8)
  at.i = 8
  let globals = 0
  while (at.i < module.length) {
    const id = module[at.i++]!
    const size = unsigned(at)
    const end = at.i + size
    const section = new Bytes(size + 64)
    if (id === IMPORT_SECTION) globals += importedGlobals(cursor(module, at.i))
    if (id === GLOBAL_SECTION) {
      const own = unsigned(at)
      globals += own
      section.number(own + 3)
      section.copy(module, at.i, end)
      section.bytes(I64, 1, 0x42, ...FIRST_FUEL, 0x0b, I32, 1, 0x41, 0, 0x0b, I32, 1, 0x41, 0, 0x0b)
    } else if (id === EXPORT_SECTION) {
      section.number(unsigned(at) + 2)
      section.copy(module, at.i, end)
      section.exportGlobal(FUEL_EXPORT, globals)
      section.exportGlobal(PAGES_EXPORT, globals + 1)
    } else if (id === CODE_SECTION) {
      const meters = instructions(globals)
      const bodies = unsigned(at)
      section.number(bodies)
      for (let n = 0; n < bodies; n++) {
        const length = unsigned(at)
        const body = new Bytes(length * 2)
        meterBody(at, at.i + length, body, meters)
        section.number(body.length)
        section.copy(body.buffer, 0, body.length)
      }
    } else section.copy(module, at.i, end)
    at.i = end
    out.bytes(id)
    out.number(section.length)
    out.copy(section.buffer, 0, section.length)
  }
  return out.buffer.slice(0, out.length)
}

interface Meters {
  readonly turn: readonly number[]
  readonly bulk: readonly number[]
  readonly pages: readonly number[]
}

function instructions(firstGlobal: number): Meters {
  const fuel = leb(firstGlobal)
  const pages = leb(firstGlobal + 1)
  const bytes = leb(firstGlobal + 2)
  const get = (global: readonly number[]) => [GLOBAL_GET, ...global]
  const set = (global: readonly number[]) => [GLOBAL_SET, ...global]
  // i64.sub, store; then: fuel < 0 ? unreachable
  const pay = [0x7d, ...set(fuel), ...get(fuel), 0x42, 0, 0x53, 0x04, 0x40, 0x00, 0x0b]
  return {
    turn: [...get(fuel), 0x42, 1, ...pay],
    // The length lies on top of the stack: kept, divided by 64, widened, paid, put back.
    bulk: [...set(bytes), ...get(fuel), ...get(bytes), 0x41, 6, 0x76, 0xad, ...pay, ...get(bytes)],
    pages: get(pages),
  }
}

function meterBody(at: Cursor, end: number, out: Bytes, meters: Meters): void {
  const { code } = at
  const start = at.i
  for (let groups = unsigned(at); groups > 0; groups--) {
    unsigned(at)
    at.i++
  }
  out.copy(code, start, at.i)
  while (at.i < end) {
    const from = at.i
    const op = code[at.i]!
    if (op === LOOP) {
      at.i++
      skipNumber(at)
      out.copy(code, from, at.i)
      out.bytes(...meters.turn)
    } else if (op === MEMORY_SIZE) {
      at.i += 2
      out.bytes(...meters.pages)
    } else if (op === MEMORY_GROW) throw new Error('the engine grows its memory behind the host’s back')
    else {
      skipInstruction(at)
      if (op === BULK && isBulkMemory(code, from)) out.bytes(...meters.bulk)
      out.copy(code, from, at.i)
    }
  }
}

const isBulkMemory = (code: Uint8Array, at: number): boolean =>
  code[at + 1] === MEMORY_COPY || code[at + 1] === MEMORY_FILL

function importedGlobals(at: Cursor): number {
  let globals = 0
  for (let count = unsigned(at); count > 0; count--) {
    skipName(at)
    skipName(at)
    const kind = at.code[at.i++]
    if (kind === 0) unsigned(at)
    else if (kind === 2 || kind === 1) {
      if (kind === 1) at.i++
      const flags = at.code[at.i++]!
      unsigned(at)
      if (flags & 1) unsigned(at)
    } else if (kind === 3) {
      at.i += 2
      globals++
    } else throw new Error(`the engine imports something of kind ${kind}`)
  }
  return globals
}

function skipName(at: Cursor): void {
  const length = unsigned(at)
  at.i += length
}

function leb(value: number): number[] {
  const out: number[] = []
  let rest = value
  do {
    const more = rest > 0x7f
    out.push((rest & 0x7f) | (more ? 0x80 : 0))
    rest >>>= 7
  } while (rest > 0)
  return out
}

/** A growing byte string. */
class Bytes {
  buffer: Uint8Array<ArrayBuffer>
  length = 0

  constructor(room: number) {
    this.buffer = new Uint8Array(room)
  }

  bytes(...values: readonly number[]): void {
    this.#room(values.length)
    for (const value of values) this.buffer[this.length++] = value
  }

  number(value: number): void {
    this.bytes(...leb(value))
  }

  copy(from: Uint8Array, start: number, end: number): void {
    this.#room(end - start)
    this.buffer.set(from.subarray(start, end), this.length)
    this.length += end - start
  }

  exportGlobal(name: string, index: number): void {
    this.number(name.length)
    for (const letter of name) this.bytes(letter.charCodeAt(0))
    this.bytes(3, ...leb(index))
  }

  #room(more: number): void {
    if (this.length + more <= this.buffer.length) return
    const larger = new Uint8Array((this.length + more) * 2)
    larger.set(this.buffer)
    this.buffer = larger
  }
}
