import { Account } from '../backtest/account'
import type { BookSetup } from '../backtest/bookSetup'
import { Costs } from '../backtest/costs'
import type { Direction } from '../backtest/fills'
import { gather, type Track } from '../backtest/moments'
import { MoneyScale } from '../backtest/money'
import { periodOf } from '../backtest/period'
import { type Instrument, tradesOf } from '../backtest/portfolio'
import { Position } from '../backtest/position'
import type { OpenTrade, Outcome, Trade } from '../backtest/result'
import type { Settings } from '../backtest/settings'
import { sizeOf } from '../backtest/sizing'
import { withSteps } from '../backtest/steps'
import { Tally } from '../backtest/tally'
import { type Candidate, choose, type Occupied } from './choose'
import type { Rebalance } from './rebalance'
import type { RankSettings } from './settings'
import { volatilityAt } from './weights'

export interface RankInput {
  /** Their signals: `long` is the filter, where there is one, and `score` the rank. */
  readonly instruments: readonly Instrument[]
  readonly settings: Settings & { readonly rank: RankSettings }
}

/** Rebalances told one by one; the rest are only counted. */
const LISTED = 10_000

/** What was decided for a symbol and waits for its next open. */
interface Order {
  /** Part of equity; negative is short. */
  readonly weight: number
  /** Who is served first. */
  readonly place: number
  readonly of: Note
}

/** A rebalance as it comes about: its turnover grows until its last order has filled. */
interface Note extends Omit<Rebalance, 'turnover'> {
  turnover: number
  /** Money at the decision, in units. */
  readonly equity: number
}

interface Seat extends Track {
  readonly symbol: string
  readonly setup: BookSetup
  readonly position: Position
  /** The bar before `next`; -1 before the first. */
  last: number
  order: Order | null
  /** Rebalances in a row at which it had no bar. */
  missed: number
}

/**
 * Holds the symbols with the best scores. Every so many moments it decides at the close what to hold, and each symbol is brought to its
 * weight at its next open: what is sold goes first, and what it sets free is spent in the order of the ranks. Positions, fills, costs and
 * money are those of every other backtest. The order instruments are given in changes nothing.
 */
export class RankPortfolio {
  readonly #settings: RankInput['settings']
  readonly #scale: MoneyScale
  readonly #account: Account
  readonly #tally = new Tally()
  readonly #seats: readonly Seat[]
  readonly #times: number[] = []
  readonly #values: number[] = []
  readonly #rebalances: Note[] = []
  readonly #present: Seat[] = []
  #firstTradable: number | null = null
  #count = 0
  #turnover = 0
  #kept = 0
  #left = 0
  /** The moment at which the first symbol could be ranked; -1 before. */
  #began = -1

  constructor({ instruments, settings }: RankInput) {
    this.#settings = settings
    this.#scale = new MoneyScale(settings.cash)
    this.#account = new Account(this.#scale.unitsOf(settings.cash), settings.leverage)
    const sorted = [...instruments].sort((a, b) => (a.symbol < b.symbol ? -1 : 1))
    this.#seats = sorted.map(({ symbol, bars, signals, steps, tradable = 0 }) => {
      const own = withSteps(settings, steps)
      const { start, end } = periodOf(bars.time, settings)
      const from = Math.max(start, tradable)
      if (from < end) this.#firstTradable = Math.min(from, this.#firstTradable ?? from)
      const setup: BookSetup = {
        symbol,
        bars,
        signals,
        settings: own,
        costs: new Costs(own, this.#scale),
        scale: this.#scale,
        account: this.#account,
        tally: this.#tally,
        ordering: 'worst',
        tradable: from,
        alone: false,
      }
      const position = new Position(setup)
      return { symbol, setup, position, time: bars.time, end, next: start, last: -1, order: null, missed: 0 }
    })
  }

  /** Brings the account over one moment; false when there is none left. */
  step(): boolean {
    const present = this.#present
    const time = gather(this.#seats, present)
    if (time === Infinity) return false
    for (const seat of present) seat.position.mark(openOf(seat))
    this.#fill()
    for (const seat of present) {
      seat.position.settle(seat.next)
      seat.last = seat.next++
    }
    this.#callMargin()
    this.#times.push(time)
    this.#values.push(this.#scale.moneyOf(this.#account.equity))
    if (this.#isDue()) this.#decide(time)
    return true
  }

  /** Comes to the end, closes what is to be closed there, and tells what happened. */
  finish(): Outcome {
    while (this.step()) {
      // the step is the work
    }
    const seats = this.#seats
    if (this.#settings.closeAtEnd && this.#values.length > 0) {
      for (const seat of seats) this.#closeOut(seat, 'end')
      this.#values[this.#values.length - 1] = this.#scale.moneyOf(this.#account.equity)
    }
    const scale = this.#scale
    const tally = this.#tally
    let trades: Trade[] | null = null
    return {
      get trades() {
        trades ??= tradesOf(seats, ({ position, setup, symbol, time }) =>
          position.log.trades(symbol, time, setup.costs.lot, scale),
        )
        return trades
      },
      openTrades: seats.flatMap(({ position, last }): OpenTrade[] =>
        last >= 0 ? position.openTrades(last) : [],
      ),
      equity: { time: Float64Array.from(this.#times), value: Float64Array.from(this.#values) },
      denied: tally.denied,
      rejectedSignals: [],
      facts: tally.facts({
        bars: this.#times.length,
        firstTradableBar: this.#firstTradable,
        slippagePaid: scale.moneyOf(tally.slippage),
        rejected: 0,
        waitingAtEnd: seats.filter(isToEnter).length,
      }),
      rank: {
        count: this.#count,
        turnover: this.#count > 0 ? this.#turnover / this.#count : null,
        keptWithoutBar: this.#kept,
        leftWithoutBar: this.#left,
        rebalances: this.#rebalances.map(({ equity: _, ...told }) => told),
      },
    }
  }

  /** Brings those with a bar to the weights that were decided: first what leaves, then what shrinks, then what grows. */
  #fill(): void {
    const due = this.#present.filter(({ order }) => order !== null)
    if (due.length === 0) return
    for (const seat of due) {
      const { position, order } = seat
      const weight = order?.weight ?? 0
      if (position.side !== 0 && Math.sign(weight) !== position.side)
        this.#sell(seat, position.lots, weight === 0 ? 'rank' : 'reverse')
    }
    const growing: { readonly seat: Seat; readonly order: Order; readonly missing: number }[] = []
    const { leverage, rank } = this.#settings
    const equity = Math.max(0, this.#account.equity)
    for (const seat of due) {
      const { position, order } = seat
      if (!order || order.weight === 0) continue
      const target = Math.abs(order.weight) * equity * leverage
      const missing = target - Math.abs(position.worth)
      if (position.side !== 0 && Math.abs(missing) < (rank.band / 100) * equity) continue
      if (missing < 0) this.#shrink(seat, target)
      else growing.push({ seat, order, missing })
    }
    growing.sort((a, b) => a.order.place - b.order.place)
    for (const { seat, order, missing } of growing) this.#buy(seat, order, missing / (equity * leverage))
    for (const seat of due) seat.order = null
  }

  #shrink(seat: Seat, target: number): void {
    const { position, setup } = seat
    const wanted = Math.floor(target / (openOf(seat) * setup.costs.worth) + 1e-9)
    if (wanted < position.lots) this.#sell(seat, position.lots - wanted, 'rebalance')
  }

  #sell(seat: Seat, lots: number, reason: 'rank' | 'reverse' | 'rebalance'): void {
    const { position, setup, order, next } = seat
    this.#turned(order, setup.costs.value(openOf(seat), lots))
    position.closeAtMarket(lots, openOf(seat), next, reason)
  }

  /** Enters with this part of equity, or adds it to what is held. */
  #buy(seat: Seat, order: Order, fraction: number): void {
    const { position, setup, next } = seat
    const { settings, costs, account, tally } = setup
    const direction: Direction = order.weight > 0 ? 1 : -1
    const ideal = openOf(seat)
    const price = costs.spread(direction, costs.slipped(direction, ideal))
    const request = { price, stop: Number.NaN, fraction, quantity: Number.NaN, maker: false }
    const lots = sizeOf(request, settings, costs, account)
    if (typeof lots === 'object') {
      // what can't be added to a holding leaves it as it is
      if (position.side === 0) {
        const side = direction === 1 ? 'long' : 'short'
        tally.deny(seat.symbol, side, seat.last, seat.time[seat.last] ?? Number.NaN, lots.reason)
      }
      return
    }
    this.#turned(order, costs.value(price, lots))
    position.open({
      direction,
      kind: 'market',
      bar: next,
      lots,
      price,
      ideal,
      began: 'open',
      maker: false,
      touched: false,
      gap: false,
      stop: Number.NaN,
      target: Number.NaN,
      trail: Number.NaN,
    })
  }

  #turned(order: Order | null, value: number): void {
    if (!order || order.of.equity <= 0) return
    const part = value / order.of.equity
    order.of.turnover += part
    this.#turnover += part
  }

  #isDue(): boolean {
    const moment = this.#times.length - 1
    if (this.#began < 0 && this.#present.some(({ last, setup }) => last >= setup.tradable))
      this.#began = moment
    return this.#began >= 0 && (moment - this.#began) % this.#settings.rank.every === 0
  }

  /** Reads ranks at the close, for the next opens. */
  #decide(time: number): void {
    const { rank, sizing, leverage } = this.#settings
    const equity = Math.max(0, this.#account.equity)
    const now = new Set(this.#present)
    const absent: Seat[] = []
    for (const seat of this.#seats) {
      if (now.has(seat)) seat.missed = 0
      else if (seat.position.side !== 0) {
        // one that was to be left already has given its slot away
        if (seat.missed === 0 && isToLeave(seat)) seat.missed = 2
        else if (++seat.missed === 2) this.#left++
        absent.push(seat)
      }
      // what was decided before and has found no open yet is decided anew
      seat.order = null
    }
    const kept = absent.filter(({ missed }) => missed === 1)
    this.#kept += kept.length
    const candidates = this.#present.flatMap((seat): Candidate<Seat>[] => {
      const { setup, last, symbol } = seat
      const { score, long } = setup.signals
      const value = score?.[last] ?? Number.NaN
      if (last < setup.tradable || !Number.isFinite(value) || (long && long[last] !== 1)) return []
      const volatility =
        rank.weights === 'inverseVolatility' ? volatilityAt(setup.bars.close, last, rank.volatilityBars) : 0
      return [{ seat, symbol, score: value, volatility }]
    })
    const chosen =
      equity > 0
        ? choose(candidates, rank, sizing.equityFraction ?? 1, occupiedBy(absent, equity * leverage))
        : []
    const note: Note = {
      bar: this.#times.length - 1,
      time,
      ranked: candidates.length,
      holdings: chosen.map(({ symbol, weight }) => ({ symbol, weight })),
      kept: kept.map(({ symbol }) => symbol),
      turnover: 0,
      equity,
    }
    if (this.#count++ < LISTED) this.#rebalances.push(note)
    for (const seat of this.#seats)
      if (seat.position.side !== 0 && !kept.includes(seat)) seat.order = { weight: 0, place: 0, of: note }
    for (const [place, { seat, weight }] of chosen.entries()) seat.order = { weight, place, of: note }
  }

  /** A margin call is seen at the close, where all prices are known. */
  #callMargin(): void {
    const { gross, equity } = this.#account
    if (gross === 0 || equity > gross * (this.#settings.maintenancePercent / 100)) return
    for (const seat of this.#seats) this.#closeOut(seat, 'margin')
  }

  #closeOut({ position, setup, last }: Seat, reason: 'end' | 'margin'): void {
    if (position.side === 0) return
    position.closeAtMarket(position.lots, setup.bars.close[last] ?? Number.NaN, last, reason)
  }
}

const isToEnter = ({ order, position }: Seat): boolean =>
  order !== null && order.weight !== 0 && Math.sign(order.weight) !== position.side

const isToLeave = ({ order, position }: Seat): boolean =>
  order !== null && Math.sign(order.weight) !== position.side

const openOf = ({ setup, next }: Seat): number => setup.bars.open[next] ?? Number.NaN

/** A holding without a bar ties up its money until it can be sold, and its slot as long as it is kept. */
function occupiedBy(absent: readonly Seat[], whole: number): Occupied {
  const of = (side: 1 | -1) => absent.filter(({ position }) => position.side === side)
  const slots = (seats: readonly Seat[]) => seats.filter(({ missed }) => missed === 1).length
  const worth = (seats: readonly Seat[]) =>
    seats.reduce((sum, { position }) => sum + Math.abs(position.worth), 0) / whole
  const [longs, shorts] = [of(1), of(-1)]
  return { longs: slots(longs), shorts: slots(shorts), long: worth(longs), short: worth(shorts) }
}

/** All instruments over their whole history at once. */
export const simulateRank = (input: RankInput): Outcome => new RankPortfolio(input).finish()
