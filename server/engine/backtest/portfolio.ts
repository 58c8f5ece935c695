import type { BarColumns } from '../../../sandbox/ir/bars'
import { Account } from './account'
import { Book } from './book'
import type { Ask, BookSetup, FinerBars } from './bookSetup'
import { Costs } from './costs'
import type { Entry } from './entry'
import type { Ordering } from './exits'
import { gather, type Track } from './moments'
import { MoneyScale } from './money'
import { periodOf } from './period'
import type { OpenTrade, Outcome, RejectedSignal, Trade } from './result'
import type { Settings } from './settings'
import { rejectedSignal, Shadow } from './shadow'
import { type SignalColumns, signalsThatLeave } from './signals'
import { type Steps, withSteps } from './steps'
import { Tally } from './tally'

export interface Instrument {
  readonly symbol: string
  readonly bars: BarColumns
  readonly signals: SignalColumns
  /** First bar whose signals can be trusted. */
  readonly tradable?: number
  /** For a rule that looks at its position: begins anew and writes the signals of each bar when asked. */
  readonly asking?: () => Ask
  /** Its own smallest steps, where the settings leave them to it. */
  readonly steps?: Steps
}

export interface PortfolioInput {
  readonly instruments: readonly Instrument[]
  readonly settings: Settings
  readonly ordering?: Ordering
  readonly finer?: (symbol: string, bar: number) => FinerBars | null
}

/** Rejected signals followed to their end; the rest are only counted. */
const FOLLOWED = 10_000

/** One instrument and where the run is in its bars. */
interface Seat extends Track {
  readonly book: Book
  readonly setup: BookSetup
  undecided: number
  shadow: Shadow | null
  /** Signals that end a position, made when first needed. */
  leaving: SignalColumns | null
}

/**
 * Trades many instruments with one account. At each moment positions are left first; then entries are made one after another, the best
 * score first and equal ones by symbol, as long as there are slots and money. The order instruments are given in changes nothing.
 */
export class Portfolio {
  readonly #settings: Settings
  readonly #scale: MoneyScale
  readonly #account: Account
  readonly #tally = new Tally()
  readonly #seats: readonly Seat[]
  readonly #rejected: RejectedSignal[] = []
  readonly #times: number[] = []
  readonly #values: number[] = []
  readonly #firstTradable: number | null
  #rejections = 0
  /** The seats with a bar at the present moment, by symbol. */
  readonly #present: Seat[] = []

  constructor({ instruments, settings, finer, ordering = 'worst' }: PortfolioInput) {
    this.#settings = settings
    this.#scale = new MoneyScale(settings.cash)
    this.#account = new Account(this.#scale.unitsOf(settings.cash), settings.leverage)
    const sorted = [...instruments].sort((a, b) => (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : 0))
    let first: number | null = null
    this.#seats = sorted.map(({ symbol, bars, signals, asking, steps, tradable = 0 }) => {
      const own = withSteps(settings, steps)
      const { start, end } = periodOf(bars.time, settings)
      const from = Math.max(start, tradable)
      if (from < end) first = first === null ? from : Math.min(first, from)
      const setup: BookSetup = {
        symbol,
        bars,
        signals,
        settings: own,
        costs: new Costs(own, this.#scale),
        scale: this.#scale,
        account: this.#account,
        tally: this.#tally,
        ordering,
        tradable: from,
        alone: sorted.length === 1,
        ...(finer && { finer }),
        ...(asking && { ask: asking() }),
        rejected: (entry, reason) => this.#reject(seat, entry, reason),
      }
      const seat: Seat = {
        book: new Book(setup),
        setup,
        time: bars.time,
        end,
        next: start,
        undecided: -1,
        shadow: null,
        leaving: null,
      }
      return seat
    })
    this.#firstTradable = first
  }

  /** Brings the account over one moment; false when there is none left. */
  step(): boolean {
    const present = this.#present
    const time = gather(this.#seats, present)
    if (time === Infinity) return false
    for (const seat of present) {
      if (seat.undecided >= 0) seat.book.decide(seat.undecided)
      seat.book.exitAtOpen(seat.next)
    }
    for (const { book, next } of contenders(present, dueEntry)) book.enterAtOpen(next)
    const together = this.#seats.length > 1
    if (together) this.#account.shut()
    for (const { book, next } of present) book.guardInside(next)
    for (const { book, next } of contenders(present, waitingEntry)) book.enterInside(next)
    if (together) this.#account.open()
    for (const seat of present) {
      seat.book.settle(seat.next)
      this.#follow(seat)
      seat.undecided = seat.next++
    }
    if (together) this.#callMargin()
    this.#times.push(time)
    this.#values.push(this.#scale.moneyOf(this.#account.equity))
    return true
  }

  /** Comes to the end, closes what is to be closed there, and tells what happened. */
  finish(): Outcome {
    while (this.step()) {
      // the step is the work
    }
    const { closeAtEnd } = this.#settings
    if (closeAtEnd && this.#values.length > 0) {
      for (const { book, undecided } of this.#seats) if (undecided >= 0) book.closeOut(undecided, 'end')
      this.#values[this.#values.length - 1] = this.#scale.moneyOf(this.#account.equity)
    }
    for (const seat of this.#seats) if (seat.shadow) this.#rejected.push(seat.shadow.told())
    const tally = this.#tally
    const seats = this.#seats
    const scale = this.#scale
    let trades: Trade[] | null = null
    return {
      get trades() {
        trades ??= tradesOf(seats, seat =>
          seat.book.log.trades(seat.book.symbol, seat.time, seat.setup.costs.lot, scale),
        )
        return trades
      },
      openTrades: this.#seats.flatMap(({ book, undecided }): OpenTrade[] =>
        undecided >= 0 ? book.openTrades(undecided) : [],
      ),
      equity: { time: Float64Array.from(this.#times), value: Float64Array.from(this.#values) },
      denied: tally.denied,
      rejectedSignals: this.#rejected.sort(byTimeAndSymbol),
      facts: tally.facts({
        bars: this.#times.length,
        firstTradableBar: this.#firstTradable,
        slippagePaid: this.#scale.moneyOf(tally.slippage),
        rejected: this.#rejections,
        waitingAtEnd: this.#seats.filter(({ book }) => book.isWaiting).length,
      }),
    }
  }

  #reject(seat: Seat, entry: Entry, reason: RejectedSignal['reason']): void {
    // while the trade that it would have been goes on, the signal would not have been taken again
    if (seat.shadow) return
    if (this.#rejections++ >= FOLLOWED) return
    // what a rule that looks at its position would have said of another one is not to be known
    if (seat.setup.ask) {
      this.#rejected.push(rejectedSignal(seat.setup, entry, reason, null))
      return
    }
    seat.leaving ??= signalsThatLeave(seat.setup.signals, this.#settings)
    const copy = { ...entry, quantity: Number.NaN }
    seat.shadow = new Shadow(seat.setup, seat.leaving, copy, reason, this.#account.equity)
  }

  #follow(seat: Seat): void {
    const { shadow } = seat
    if (!shadow) return
    shadow.step(seat.next)
    if (!shadow.isOver) return
    this.#rejected.push(shadow.told())
    seat.shadow = null
  }

  /** With many instruments a margin call is seen at the close, where all prices are known. */
  #callMargin(): void {
    const { gross, equity } = this.#account
    if (gross === 0 || equity > gross * (this.#settings.maintenancePercent / 100)) return
    for (const { book, undecided } of this.#seats) if (undecided >= 0) book.closeOut(undecided, 'margin')
  }
}

const dueEntry = ({ book }: Seat): Entry | null => book.due
const waitingEntry = ({ book }: Seat): Entry | null => book.waiting

/** Who asks for a position, in the order of being served. */
function contenders(present: readonly Seat[], entryOf: (seat: Seat) => Entry | null): readonly Seat[] {
  let asking: Seat[] | null = null
  for (const seat of present)
    if (entryOf(seat)) {
      asking ??= []
      asking.push(seat)
    }
  if (!asking) return NOBODY
  if (asking.length > 1)
    // seats stand by symbol and sorting keeps equals in place
    asking.sort((a, b) => rankOf(entryOf(b)) - rankOf(entryOf(a)))
  return asking
}

const NOBODY: readonly Seat[] = []

/** Who has no score comes last; finite, so that two of them compare. */
const rankOf = (entry: Entry | null): number =>
  entry === null || Number.isNaN(entry.score)
    ? -Number.MAX_VALUE
    : Math.max(-Number.MAX_VALUE / 2, Math.min(Number.MAX_VALUE / 2, entry.score))

/** Trades of all seats, in the order they ended. */
export const tradesOf = <Seat>(seats: readonly Seat[], read: (seat: Seat) => Trade[]): Trade[] =>
  seats
    .flatMap(read)
    .sort((a, b) => a.exitTime - b.exitTime || (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : 0))

const byTimeAndSymbol = (a: RejectedSignal, b: RejectedSignal): number =>
  a.time - b.time || (a.symbol < b.symbol ? -1 : a.symbol > b.symbol ? 1 : 0)

/** All instruments over their whole history at once. */
export const simulatePortfolio = (input: PortfolioInput): Outcome => new Portfolio(input).finish()
