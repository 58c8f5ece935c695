/** What a tick's id says: it is new, it was taken before, or it is so old that nobody can tell. */
export type Seen = 'new' | 'duplicate' | 'forgotten'

/** The last ids of each symbol, in one array: a new highest id, as nearly all are, is known without looking. */
export class SeenIds {
  readonly #ids: Float64Array
  readonly #mask: number
  readonly #taken: Float64Array
  readonly #highest: Float64Array
  /** The highest id that was forgotten: whether one at or below it came before cannot be told. */
  readonly #forgotten: Float64Array

  /** `kept` is rounded up to a power of two. */
  constructor(symbols: number, kept: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, kept)))
    this.#mask = size - 1
    this.#ids = new Float64Array(symbols * size).fill(-Infinity)
    this.#taken = new Float64Array(symbols)
    this.#highest = new Float64Array(symbols).fill(-Infinity)
    this.#forgotten = new Float64Array(symbols).fill(-Infinity)
  }

  take(symbol: number, id: number): Seen {
    if (id > this.#highest[symbol]!) this.#highest[symbol] = id
    else {
      const seen = this.#look(symbol, id)
      if (seen !== 'new') return seen
    }
    const place = symbol * (this.#mask + 1) + (this.#taken[symbol]! & this.#mask)
    this.#taken[symbol]!++
    const gone = this.#ids[place]!
    if (gone > this.#forgotten[symbol]!) this.#forgotten[symbol] = gone
    this.#ids[place] = id
    return 'new'
  }

  #look(symbol: number, id: number): Seen {
    const start = symbol * (this.#mask + 1)
    const end = start + Math.min(this.#taken[symbol]!, this.#mask + 1)
    for (let place = start; place < end; place++) if (this.#ids[place] === id) return 'duplicate'
    return id <= this.#forgotten[symbol]! ? 'forgotten' : 'new'
  }
}
