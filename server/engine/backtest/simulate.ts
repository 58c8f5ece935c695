import type { BarColumns } from '../../../sandbox/ir/bars'
import { Account } from './account'
import { Book } from './book'
import type { Ask, FinerBars, PositionView } from './bookSetup'
import { Costs } from './costs'
import type { Ordering } from './exits'
import { MoneyScale } from './money'
import { periodOf } from './period'
import type { Outcome, Trade } from './result'
import type { Settings } from './settings'
import type { SignalColumns } from './signals'
import { type Steps, withSteps } from './steps'
import { Tally } from './tally'

export interface SimulationInput {
  readonly symbol: string
  readonly bars: BarColumns
  readonly signals: SignalColumns
  readonly settings: Settings
  /** First bar whose signals can be trusted. */
  readonly tradable?: number
  /** For a rule that looks at its position: begins anew and writes the signals of each bar when asked. */
  readonly asking?: () => Ask
  /** Its own smallest steps, where the settings leave them to it. */
  readonly steps?: Steps
  readonly ordering?: Ordering
  /** The bars inside an ambiguous one, where there are any. */
  readonly finer?: (symbol: string, bar: number) => FinerBars | null
}

/**
 * Trades one instrument by its signal columns. It may be brought forward in steps of any size: what happens does not depend on them, and
 * signals of a bar are read only when the next one comes, so a rule may look at its position before it gives them.
 */
export class Simulation {
  readonly #input: SimulationInput
  readonly #scale: MoneyScale
  readonly #account: Account
  readonly #costs: Costs
  readonly #tally = new Tally()
  readonly #book: Book
  readonly #equity: Float64Array
  readonly #start: number
  readonly #end: number
  readonly #tradable: number
  #next: number
  #undecided = -1

  constructor(input: SimulationInput) {
    const { symbol, bars, signals, finer, asking, steps, ordering = 'worst', tradable = 0 } = input
    const settings = withSteps(input.settings, steps)
    this.#input = input
    const { start, end } = periodOf(bars.time, settings)
    this.#start = start
    this.#end = end
    this.#next = start
    this.#tradable = Math.max(start, tradable)
    this.#scale = new MoneyScale(settings.cash)
    this.#account = new Account(this.#scale.unitsOf(settings.cash), settings.leverage)
    this.#costs = new Costs(settings, this.#scale)
    this.#equity = new Float64Array(bars.time.length)
    this.#book = new Book({
      symbol,
      bars,
      signals,
      settings,
      costs: this.#costs,
      scale: this.#scale,
      account: this.#account,
      tally: this.#tally,
      ordering,
      tradable: this.#tradable,
      alone: true,
      ...(finer && { finer }),
      ...(asking && { ask: asking() }),
    })
  }

  /** The next bar's number, and one past the last. */
  get next(): number {
    return this.#next
  }

  get end(): number {
    return this.#end
  }

  /** The position at the close of the last bar. */
  get position(): PositionView {
    return this.#book.positionAt(this.#next - 1)
  }

  /** Money at the close of the last bar. */
  get equity(): number {
    return this.#scale.moneyOf(this.#account.equity)
  }

  /** Money that no position ties up. */
  get free(): number {
    return this.#scale.moneyOf(this.#account.free)
  }

  /** An entry is asked for and has not filled. */
  get isWaiting(): boolean {
    return this.#book.isWaiting
  }

  /** The next bar on which the position may change without a word of the rule; `to` where there is none before it. */
  calmUntil(to: number): number {
    return this.#book.calmUntil(this.#next, Math.min(to, this.#end))
  }

  /** Brings the account up to bar `to`, or to the end. */
  advance(to: number = this.#end): void {
    const until = Math.min(to, this.#end)
    const book = this.#book
    const equity = this.#equity
    while (this.#next < until) {
      if (this.#undecided >= 0) book.decide(this.#undecided)
      this.#undecided = -1
      // the last bar is left to the moments, for its signals may still be written
      if (until - this.#next > 1) this.#next = book.coast(this.#next, until - 1, equity)
      const bar = this.#next
      book.exitAtOpen(bar)
      book.enterAtOpen(bar)
      book.guardInside(bar)
      book.enterInside(bar)
      book.settle(bar)
      equity[bar] = this.#scale.moneyOf(this.#account.equity)
      this.#undecided = bar
      this.#next = bar + 1
    }
  }

  /** Comes to the end, closes what is to be closed there, and tells what happened. */
  finish(): Outcome {
    this.advance()
    const { symbol, bars, settings } = this.#input
    const scale = this.#scale
    const { lot } = this.#costs
    const last = this.#end - 1
    if (settings.closeAtEnd && last >= this.#start) {
      this.#book.closeOut(last, 'end')
      this.#equity[last] = this.#scale.moneyOf(this.#account.equity)
    }
    const tally = this.#tally
    const { log } = this.#book
    let trades: Trade[] | null = null
    return {
      // made on first reading: who sweeps parameters reads the equity of a thousand runs and the trades of one
      get trades() {
        trades ??= log.trades(symbol, bars.time, lot, scale)
        return trades
      },
      openTrades: last >= this.#start ? this.#book.openTrades(last) : [],
      equity: {
        time: bars.time.subarray(this.#start, this.#end),
        value: this.#equity.subarray(this.#start, this.#end),
      },
      denied: tally.denied,
      rejectedSignals: [],
      facts: tally.facts({
        bars: this.#end - this.#start,
        firstTradableBar: this.#tradable < this.#end ? this.#tradable : null,
        slippagePaid: this.#scale.moneyOf(tally.slippage),
        rejected: 0,
        waitingAtEnd: this.#book.isWaiting ? 1 : 0,
      }),
    }
  }
}

/** A whole history at once. */
export const simulate = (input: SimulationInput): Outcome => new Simulation(input).finish()
