import type { Direction } from './fills'
import { type MoneyScale, Step } from './money'
import type { Settings } from './settings'

type CostSettings = Pick<Settings, 'commission' | 'slippage' | 'spread' | 'tick' | 'lot'>

/** What trading one instrument costs, in units of money and whole lots. */
export class Costs {
  readonly tick: Step | null
  readonly lot: Step
  /** Units of money that one lot is worth at a price of 1. */
  readonly worth: number
  readonly #maker: number
  readonly #taker: number
  readonly #perLot: number
  /** Units paid for each fill, however large. */
  readonly fixed: number
  readonly #slippage: number
  readonly #ticks: number
  readonly #spread: number

  constructor({ commission, slippage, spread, tick, lot }: CostSettings, scale: MoneyScale) {
    this.tick = tick === undefined ? null : new Step(tick)
    this.lot = new Step(lot)
    this.worth = lot * scale.unitsPerMoney
    this.#maker = (commission.maker ?? commission.percent ?? 0) / 100
    this.#taker = (commission.taker ?? commission.percent ?? 0) / 100
    this.#perLot = (commission.perUnit ?? 0) * this.worth
    this.fixed = scale.unitsOf(commission.fixed ?? 0)
    this.#slippage = (slippage.bps ?? 0) / 10_000
    this.#ticks = (slippage.ticks ?? 0) * (tick ?? 0)
    this.#spread = (spread.bps ?? 0) / 10_000
  }

  /** Units of money that `lots` are worth. */
  value(price: number, lots: number): number {
    return Math.floor(price * lots * this.worth + 0.5)
  }

  fee(value: number, lots: number, maker: boolean): number {
    return Math.round(value * (maker ? this.#maker : this.#taker) + lots * this.#perLot) + this.fixed
  }

  /** Units that one more lot takes, fee included, before rounding. */
  perLot(price: number, maker: boolean): number {
    return price * this.worth * (1 + (maker ? this.#maker : this.#taker)) + this.#perLot
  }

  /** The price a market or stop order gets where the market stands at `price`. */
  slipped(direction: Direction, price: number): number {
    if (this.#slippage === 0 && this.#ticks === 0) return price
    return this.#against(direction, price * (1 + direction * this.#slippage) + direction * this.#ticks)
  }

  /** An entry's price with the spread on it. */
  spread(direction: Direction, price: number): number {
    return this.#spread === 0 ? price : this.#against(direction, price * (1 + direction * this.#spread))
  }

  /** A limit on the tick grid, on the side that asks for no more than was asked for. */
  limitPrice(direction: Direction, price: number): number {
    return this.#against(direction === 1 ? -1 : 1, price)
  }

  stopPrice(direction: Direction, price: number): number {
    return this.#against(direction, price)
  }

  /** Up for one who buys, down for one who sells. */
  #against(direction: Direction, price: number): number {
    if (!this.tick) return price
    return direction === 1 ? this.tick.up(price) : this.tick.down(price)
  }
}
