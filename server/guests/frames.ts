// How the two processes talk: length-prefixed frames over a pipe, JSON for words and raw doubles for columns. Not
// Node's own channel: deserialising what a captured child might write is a risk that plain JSON and numbers don't carry.

/** One message: words, and columns of doubles behind them. */
export interface Frame {
  readonly words: unknown
  readonly columns: readonly Float64Array[]
}

export interface FrameLimits {
  readonly wordBytes: number
  readonly columnBytes: number
}

const HEADER_BYTES = 8
const DOUBLE = 8

/** Layout: u32 length of the words, u32 number of columns, words, for each column u32 length, padding, doubles. */
export function writeFrame({ words, columns }: Frame): Uint8Array[] {
  const text = Buffer.from(JSON.stringify(words))
  const head = Buffer.alloc(HEADER_BYTES + columns.length * 4)
  head.writeUInt32LE(text.length, 0)
  head.writeUInt32LE(columns.length, 4)
  columns.forEach((column, n) => {
    head.writeUInt32LE(column.length, HEADER_BYTES + 4 * n)
  })
  const data = columns.map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  )
  return [head, text, ...data]
}

export class BrokenFrame extends Error {}

const MOST_COLUMNS = 1_024
const MOST_PARTS = 512

/** Collects bytes and hands out whole frames; throws `BrokenFrame` on the first that is larger than allowed. */
export class FrameReader {
  readonly #limits: FrameLimits
  #parts: Uint8Array[] = []
  #length = 0

  constructor(limits: FrameLimits) {
    this.#limits = limits
  }

  *read(part: Uint8Array): Generator<Frame> {
    this.#parts.push(part)
    this.#length += part.length
    // A sender of single bytes must not make us hold an object for each.
    if (this.#parts.length >= MOST_PARTS) this.#parts = [Buffer.concat(this.#parts)]
    for (;;) {
      const size = this.#frameLength()
      if (size === null || this.#length < size) return
      yield parse(this.#take(size))
    }
  }

  /** Bytes of the next frame, as soon as its head is there. */
  #frameLength(): number | null {
    if (this.#length < HEADER_BYTES) return null
    const start = this.#peek(HEADER_BYTES)
    const words = start.readUInt32LE(0)
    const columns = start.readUInt32LE(4)
    if (words > this.#limits.wordBytes || columns > MOST_COLUMNS) throw new BrokenFrame()
    const headLength = HEADER_BYTES + 4 * columns
    if (this.#length < headLength) return null
    const head = this.#peek(headLength)
    let doubles = 0
    for (let n = 0; n < columns; n++) doubles += head.readUInt32LE(HEADER_BYTES + 4 * n)
    if (doubles * DOUBLE > this.#limits.columnBytes) throw new BrokenFrame()
    return headLength + words + doubles * DOUBLE
  }

  #peek(size: number): Buffer {
    const first = this.#parts[0]!
    if (first.length >= size) return Buffer.from(first.buffer, first.byteOffset, first.length)
    this.#parts = [Buffer.concat(this.#parts)]
    return this.#peek(size)
  }

  #take(size: number): Buffer {
    const all = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts)
    this.#parts = all.length > size ? [all.subarray(size)] : []
    this.#length -= size
    return Buffer.from(all.buffer, all.byteOffset, size)
  }
}

function parse(frame: Buffer): Frame {
  const wordBytes = frame.readUInt32LE(0)
  const count = frame.readUInt32LE(4)
  const headLength = HEADER_BYTES + 4 * count
  let at = headLength + wordBytes
  const columns: Float64Array[] = []
  for (let n = 0; n < count; n++) {
    const length = frame.readUInt32LE(HEADER_BYTES + 4 * n)
    const column = new Float64Array(length)
    frame.copy(new Uint8Array(column.buffer), 0, at, at + length * DOUBLE)
    columns.push(column)
    at += length * DOUBLE
  }
  try {
    const words: unknown = JSON.parse(frame.toString('utf8', headLength, headLength + wordBytes))
    return { words, columns }
  } catch {
    throw new BrokenFrame()
  }
}
