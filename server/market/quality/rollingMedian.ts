/** The median of the last `size` values. A value costs a search and a short move in memory, whatever came before. */
export class RollingMedian {
  readonly #ring: Float64Array
  readonly #sorted: Float64Array
  #count = 0
  #next = 0

  constructor(size: number) {
    this.#ring = new Float64Array(size)
    this.#sorted = new Float64Array(size)
  }

  get count(): number {
    return this.#count
  }

  /** NaN while there is no value. */
  get median(): number {
    const middle = this.#count >> 1
    if (this.#count === 0) return Number.NaN
    if (this.#count % 2 === 1) return this.#sorted[middle]!
    return (this.#sorted[middle - 1]! + this.#sorted[middle]!) / 2
  }

  /** `value` is a number: a missing one has no place in an order. */
  push(value: number): void {
    const sorted = this.#sorted
    if (this.#count === sorted.length) {
      const gone = this.#place(this.#ring[this.#next]!)
      sorted.copyWithin(gone, gone + 1, this.#count--)
    }
    const place = this.#place(value)
    sorted.copyWithin(place + 1, place, this.#count++)
    sorted[place] = value
    this.#ring[this.#next] = value
    this.#next = (this.#next + 1) % this.#ring.length
  }

  /** Where the first value that is not below `value` stands. */
  #place(value: number): number {
    let low = 0
    let high = this.#count
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#sorted[middle]! < value) low = middle + 1
      else high = middle
    }
    return low
  }
}
