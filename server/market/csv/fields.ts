const [QUOTE, SPACE] = [34, 32]

/** Where the fields of a row begin and end, without the quotes and spaces around them. */
export class CsvFields {
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly #separator: number
  readonly #most: number

  /** Rows of more than `most` fields are given up one field later. */
  constructor(separator: number, most: number) {
    this.#separator = separator
    this.#most = most
    this.starts = new Int32Array(most + 1)
    this.ends = new Int32Array(most + 1)
  }

  /** Finds the fields of the row in [from, to), and gives their number. */
  split(bytes: Uint8Array, from: number, to: number): number {
    const { starts, ends } = this
    const separator = this.#separator
    let count = 0
    let start = from
    let quoted = false
    for (let at = from; at <= to; at++) {
      const byte = at < to ? bytes[at]! : separator
      if (byte === QUOTE) quoted = !quoted
      if (byte !== separator || (quoted && at < to)) continue
      if (count > this.#most) return count
      let [first, last] = [start, at]
      while (first < last && (bytes[first] === SPACE || bytes[first] === QUOTE)) first++
      while (last > first && (bytes[last - 1] === SPACE || bytes[last - 1] === QUOTE)) last--
      starts[count] = first
      ends[count] = last
      count++
      start = at + 1
    }
    return count
  }
}
