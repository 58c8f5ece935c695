/** Columns that are filled row by row, and again for another horizon. */
export class Sheet {
  #count = 0
  readonly #returns: Float64Array
  readonly #usual: Float64Array
  readonly #usualHits: Float64Array
  readonly #mfe: Float64Array
  readonly #mae: Float64Array
  readonly #moment: Int32Array

  constructor(most: number) {
    const column = () => new Float64Array(most)
    this.#returns = column()
    this.#usual = column()
    this.#usualHits = column()
    this.#mfe = column()
    this.#mae = column()
    this.#moment = new Int32Array(most)
  }

  clear(): void {
    this.#count = 0
  }

  add(value: number, usual: number, hits: number, mfe: number, mae: number, moment: number): void {
    const at = this.#count++
    this.#returns[at] = value
    this.#usual[at] = usual
    this.#usualHits[at] = hits
    this.#mfe[at] = mfe
    this.#mae[at] = mae
    this.#moment[at] = moment
  }

  /** Until it is cleared. */
  columns() {
    const count = this.#count
    return {
      returns: this.#returns.subarray(0, count),
      usual: this.#usual.subarray(0, count),
      usualHits: this.#usualHits.subarray(0, count),
      mfe: this.#mfe.subarray(0, count),
      mae: this.#mae.subarray(0, count),
      moment: this.#moment.subarray(0, count),
    }
  }
}
