/** Lets so many pieces of work run at once; the rest wait in line. */
export class Gate {
  readonly #most: number
  readonly #line: (() => void)[] = []
  #inside = 0

  constructor(most: number) {
    this.#most = most
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside >= this.#most) await new Promise<void>(resolve => this.#line.push(resolve))
    else this.#inside++
    try {
      return await work()
    } finally {
      // The place goes to the next in line without being free in between.
      const next = this.#line.shift()
      if (next) next()
      else this.#inside--
    }
  }
}
