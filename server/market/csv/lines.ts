/** Longer lines are no rows of bars. */
export const MOST_LINE = 65_536

const [LINE_FEED, RETURN] = [10, 13]
const NOTHING = new Uint8Array(0)

/** Hears of each line: its bytes lie in [from, to), without the line's end. False: it wants to hear no more. */
export interface LineReader {
  readonly line: (bytes: Uint8Array, from: number, to: number, number: number) => boolean
  readonly tooLong: (number: number) => void
}

/** Cuts the bytes of a file into its lines as they come, however they come. Lines count from 1. */
export class CsvLines {
  readonly #reader: LineReader
  #rest: Uint8Array = NOTHING
  #number = 0
  #stopped = false

  constructor(reader: LineReader) {
    this.#reader = reader
  }

  push(chunk: Uint8Array): void {
    if (this.#stopped) return
    let from = 0
    if (this.#rest.length > 0) {
      // only the line that was begun is put together; the others are read where they are
      const end = chunk.indexOf(LINE_FEED)
      const line = joined(this.#rest, end < 0 ? chunk : chunk.subarray(0, end))
      if (end < 0) {
        this.#keep(line)
        return
      }
      this.#take(line, 0, line.length)
      from = end + 1
    }
    for (
      let end = chunk.indexOf(LINE_FEED, from);
      end >= 0 && !this.#stopped;
      end = chunk.indexOf(LINE_FEED, from)
    ) {
      this.#take(chunk, from, end)
      from = end + 1
    }
    this.#keep(chunk.slice(from))
  }

  /** The last line may have no end. */
  finish(): void {
    if (this.#rest.length > 0 && !this.#stopped) this.#take(this.#rest, 0, this.#rest.length)
    this.#rest = NOTHING
  }

  /** Holds the beginning of a line whose end has not come. */
  #keep(rest: Uint8Array): void {
    this.#rest = this.#stopped ? NOTHING : rest
    if (this.#rest.length > MOST_LINE) this.#end(this.#number + 1)
  }

  #take(bytes: Uint8Array, from: number, to: number): void {
    this.#number++
    if (to - from > MOST_LINE) {
      this.#end(this.#number)
      return
    }
    const end = to > from && bytes[to - 1] === RETURN ? to - 1 : to
    const bom =
      this.#number === 1 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf
    if (!this.#reader.line(bytes, bom ? from + 3 : from, end, this.#number)) this.#stopped = true
  }

  #end(number: number): void {
    this.#reader.tooLong(number)
    this.#stopped = true
  }
}

export function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
