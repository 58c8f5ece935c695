import { Account } from './account'
import { Book } from './book'
import type { BookSetup } from './bookSetup'
import type { Entry } from './entry'
import type { RejectedSignal } from './result'
import type { SignalColumns } from './signals'
import { Tally } from './tally'

/** What would have become of a signal that found no slot or no money: the same rules with an account of its own. */
export class Shadow {
  readonly #book: Book
  readonly #setup: BookSetup
  readonly #entry: Entry
  readonly #reason: RejectedSignal['reason']
  #undecided = -1

  /** `equity` in units is what the account held when the signal was rejected. */
  constructor(
    setup: BookSetup,
    leaving: SignalColumns,
    entry: Entry,
    reason: RejectedSignal['reason'],
    equity: number,
  ) {
    const { rejected: _, ...rest } = setup
    this.#setup = setup
    this.#entry = entry
    this.#reason = reason
    const settings = { ...setup.settings, maxPositions: undefined, pyramiding: 1 }
    this.#book = new Book({
      ...rest,
      settings,
      signals: leaving,
      account: new Account(Math.max(0, equity), settings.leverage),
      tally: new Tally(),
      alone: true,
    })
    this.#book.place(entry)
  }

  get isOver(): boolean {
    return this.#book.isFlat && !this.#book.isWaiting
  }

  /** The bar of the rejection is the first; the others follow one by one. */
  step(bar: number): void {
    const book = this.#book
    if (this.#undecided >= 0) {
      book.decide(this.#undecided)
      book.exitAtOpen(bar)
    }
    book.enterAtOpen(bar)
    book.guardInside(bar)
    book.enterInside(bar)
    book.settle(bar)
    this.#undecided = bar
  }

  told(): RejectedSignal {
    const { symbol, bars, costs, scale } = this.#setup
    const [trade] = this.#book.log.trades(symbol, bars.time, costs.lot, scale)
    const [open] = this.#undecided >= 0 ? this.#book.openTrades(this.#undecided) : []
    if (trade) {
      const { entryBar, entryPrice, exitBar, exitPrice, returnPct, exitReason } = trade
      return this.#with({ entryBar, entryPrice, exitBar, exitPrice, returnPct, exitReason })
    }
    if (!open) return this.#with(null)
    const { entryBar, entryPrice, price, returnPct } = open
    return this.#with({ entryBar, entryPrice, exitBar: null, exitPrice: price, returnPct, exitReason: null })
  }

  #with(hypothetical: RejectedSignal['hypothetical']): RejectedSignal {
    return rejectedSignal(this.#setup, this.#entry, this.#reason, hypothetical)
  }
}

export function rejectedSignal(
  { symbol, bars }: Pick<BookSetup, 'symbol' | 'bars'>,
  { direction, bar, score }: Entry,
  reason: RejectedSignal['reason'],
  hypothetical: RejectedSignal['hypothetical'],
): RejectedSignal {
  return {
    symbol,
    side: direction === 1 ? 'long' : 'short',
    bar,
    time: bars.time[bar] ?? Number.NaN,
    score: Number.isNaN(score) ? null : score,
    reason,
    hypothetical,
  }
}
