/**
 * The money that all positions of a run share, in whole units. Positions report what they are worth, so that equity is one sum at any
 * moment.
 */
export class Account {
  cash: number
  /** Worth of longs less worth of shorts, at the last prices told. */
  net = 0
  /** Their sum without signs. */
  gross = 0
  /** Instruments with a position. */
  positions = 0
  readonly leverage: number
  /** What entries may see and use while bars are under way; null: all there is. */
  #shut: { equity: number; free: number; taken: number } | null = null

  constructor(cash: number, leverage: number) {
    this.cash = cash
    this.leverage = leverage
  }

  get equity(): number {
    return this.#shut ? this.#shut.equity : this.cash + this.net
  }

  /** Equity that no position ties up as margin, whether it may be used now or not. */
  get unlocked(): number {
    return this.cash + this.net - this.gross / this.leverage
  }

  /** What an entry may use. */
  get free(): number {
    return this.#shut ? Math.min(this.#shut.free, this.unlocked) : this.unlocked
  }

  /** Slots that are not to be had. */
  get taken(): number {
    return this.#shut ? Math.max(this.#shut.taken, this.positions) : this.positions
  }

  /**
   * From here on what one instrument's exits set free is of no use to the entries of another: inside a bar nobody knows which came first.
   */
  shut(): void {
    this.#shut = { equity: this.cash + this.net, free: this.unlocked, taken: this.positions }
  }

  open(): void {
    this.#shut = null
  }

  /** An entry that may use what exits of its own instrument have released. */
  asOwner(released: number, vacated: boolean, enter: () => boolean): boolean {
    const shut = this.#shut
    if (!shut) return enter()
    const { positions } = this
    const own = { equity: shut.equity, free: shut.free + released, taken: shut.taken - (vacated ? 1 : 0) }
    const before = this.unlocked
    this.#shut = own
    const entered = enter()
    const spent = before - this.unlocked
    this.#shut = shut
    shut.free -= Math.max(0, spent - Math.max(0, released))
    if (this.positions > positions && !vacated) shut.taken++
    return entered
  }

  /** A position's worth has changed from `before` to `now`; shorts are negative. */
  revalue(before: number, now: number): void {
    this.net += now - before
    this.gross += Math.abs(now) - Math.abs(before)
  }
}
