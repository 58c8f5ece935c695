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

  constructor(cash: number, leverage: number) {
    this.cash = cash
    this.leverage = leverage
  }

  get equity(): number {
    return this.cash + this.net
  }

  /** Equity that no position ties up as margin. */
  get free(): number {
    return this.equity - this.gross / this.leverage
  }

  /** A position's worth has changed from `before` to `now`; shorts are negative. */
  revalue(before: number, now: number): void {
    this.net += now - before
    this.gross += Math.abs(now) - Math.abs(before)
  }
}
