import type { BarColumns } from '../../../sandbox/ir/bars'
import type { BookSetup, PositionView } from './bookSetup'
import { type Entry, entryAt, waitingFill } from './entry'
import type { Beginning } from './exits'
import type { Direction } from './fills'
import { type Held, trailingLevel } from './held'
import { Position } from './position'
import { emptyBar, mirroredFor } from './priceBar'
import type { DeniedReason, ExitReason, OpenTrade } from './result'
import type { SignalColumns } from './signals'
import { sizeOf } from './sizing'
import type { TradeLog } from './tradeLog'

/**
 * One instrument's orders and position. A bar has five moments: `exitAtOpen`, `enterAtOpen`, `guardInside`, `enterInside`, `settle`; the rule's
 * signals of a bar are read by `decide`, any time before the next one. What a book holds depends on the bars and signals so far alone.
 */
export class Book {
  readonly symbol: string
  readonly #setup: BookSetup
  readonly #bars: BarColumns
  readonly #signals: SignalColumns
  readonly #position: Position
  readonly #mirror = emptyBar()
  #order: Entry | null = null
  /** Part of the position to close at the next open, and why. */
  #leaving = 0
  #leavingFor: ExitReason = 'signal'
  /** How many of the oldest entries have been held long enough. */
  #timedOut = 0
  /** What this bar's own exits have set free, and whether they gave up a slot. */
  #released = 0
  #vacated = false
  #silent: Float64Array | null = null

  constructor(setup: BookSetup) {
    const { symbol, bars, signals } = setup
    this.symbol = symbol
    this.#setup = setup
    this.#bars = bars
    this.#signals = signals
    this.#position = new Position(setup)
  }

  get log(): TradeLog {
    return this.#position.log
  }

  get isFlat(): boolean {
    return this.#position.side === 0
  }

  get isWaiting(): boolean {
    return this.#order !== null
  }

  /** The market entry due at the next open. */
  get due(): Entry | null {
    return this.#order?.kind === 'market' ? this.#order : null
  }

  get waiting(): Entry | null {
    return this.#order
  }

  positionAt(bar: number): PositionView {
    return this.#position.viewAt(bar)
  }

  /** Takes an entry over from elsewhere. */
  place(entry: Entry): void {
    this.#order = entry
  }

  /** Closes at the open what was asked to be closed, and what the next entry turns around. */
  exitAtOpen(bar: number): void {
    const open = this.#bars.open[bar] ?? Number.NaN
    this.#position.mark(open)
    if (this.#position.side === 0) return
    if (this.due && this.due.direction !== this.#position.side)
      this.#position.closeAtMarket(this.#position.lots, open, bar, 'reverse')
    else if (this.#leaving > 0)
      this.#position.closeAtMarket(this.#part(this.#leaving), open, bar, this.#leavingFor)
    else if (this.#timedOut > 0)
      this.#position.closeAtMarket(
        this.#position.held.slice(0, this.#timedOut).reduce((sum, { lots }) => sum + lots, 0),
        open,
        bar,
        'time',
      )
    this.#leaving = 0
    this.#timedOut = 0
  }

  enterAtOpen(bar: number): void {
    const entry = this.due
    if (!entry) return
    this.#order = null
    const open = this.#bars.open[bar] ?? Number.NaN
    const price = this.#setup.costs.slipped(entry.direction, open)
    this.#enter(entry, { price, ideal: open, began: 'open', maker: false, touched: false, gap: false }, bar)
  }

  /** Stops, targets and margin calls inside the bar. */
  guardInside(bar: number): void {
    this.#released = 0
    this.#vacated = false
    if (this.#position.side === 0) return
    const { account } = this.#setup
    const before = account.unlocked
    const prices = this.#position.prices(bar)
    const margin = this.#position.marginPrice()
    for (let n = 0; n < this.#position.held.length; ) {
      const held = this.#position.held[n]
      if (!held || !this.#position.guard(held, prices, 'open', bar, margin, null)) n++
    }
    this.#released = account.unlocked - before
    this.#vacated = this.isFlat
  }

  /** A waiting entry that the bar reaches, and what its first bar makes of it. */
  enterInside(bar: number): void {
    const order = this.#order
    if (!order) return
    const prices = this.#position.prices(bar)
    const fill = waitingFill(order, prices, this.#position.rule)
    if (!fill) return
    this.#order = null
    const { account, costs, settings } = this.#setup
    const { direction } = order
    const price = fill.maker ? fill.price : costs.slipped(direction, fill.price)
    if (this.#position.side === -direction) {
      const before = account.unlocked
      this.#position.close(this.#position.lots, price, bar, 'reverse', fill.maker, 0)
      this.#released += account.unlocked - before
      this.#vacated = true
    }
    const { began, gap, maker, touched } = fill
    const entered = account.asOwner(this.#released, this.#vacated, () =>
      this.#enter(order, { price, ideal: fill.price, began, maker, touched, gap }, bar),
    )
    if (!entered || settings.bracket === 'nextBar') return
    const held = this.#position.held.at(-1)
    if (held) this.#position.guard(held, prices, began, bar, this.#position.marginPrice(), order)
  }

  /** Values the position at the close. */
  settle(bar: number): void {
    this.#position.settle(bar)
  }

  /** Reads what the rule says at the bar's close, for the next one. */
  decide(bar: number): void {
    this.#setup.ask?.(bar, this.positionAt(bar))
    if (this.#position.side !== 0) this.#follow(bar)
    if (bar < this.#setup.tradable) return
    if (this.#order && this.#order.lapses <= bar) this.#order = null
    const { long, short, exitLong, exitShort, portion } = this.#signals
    const leavesLong = exitLong?.[bar] === 1
    const leavesShort = exitShort?.[bar] === 1
    if (this.#position.side === 1 ? leavesLong : this.#position.side === -1 && leavesShort) {
      const part = portion?.[bar] ?? Number.NaN
      this.#leave(Number.isNaN(part) ? 1 : Math.min(1, Math.max(0, part)), 'signal')
    }
    if (this.#order && (this.#order.direction === 1 ? leavesLong : leavesShort)) this.#order = null
    // a rule that wants in and out at once wants out
    const buys = long?.[bar] === 1 && !leavesLong
    const sells = short?.[bar] === 1 && !leavesShort
    if (buys && sells) this.#deny(bar, 1, { code: 'CONFLICT' })
    else if (buys) this.#ask(1, bar)
    else if (sells) this.#ask(-1, bar)
  }

  /** Closes everything at the bar's close. */
  closeOut(bar: number, reason: 'end' | 'margin'): void {
    if (this.#position.side === 0) return
    this.#position.closeAtMarket(this.#position.lots, this.#bars.close[bar] ?? Number.NaN, bar, reason)
    this.#order = null
    this.#leaving = 0
    this.#timedOut = 0
  }

  /** Entries that are still open, valued at a bar's close. */
  openTrades(bar: number): OpenTrade[] {
    return this.#position.openTrades(bar)
  }

  /**
   * Passes over bars on which nothing can happen, up to `to` at most, and writes equity for each; answers the first bar it has not passed. The
   * same as the five moments and `decide` for each of them, without asking.
   */
  coast(from: number, to: number, equity: Float64Array): number {
    if (this.#order || this.#leaving > 0 || this.#timedOut > 0 || this.#setup.ask) return from
    if (this.#position.side === 0) return this.#coastFlat(from, to, equity)
    const held = this.#position.held[0]
    const { settings } = this.#setup
    if (!held || this.#position.held.length > 1 || settings.pyramiding > 1 || settings.moveStops) return from
    const { percent, distance } = settings.trailing
    if (!Number.isNaN(held.trail) || percent !== undefined || distance === 'current') return from
    const until = settings.timeStop ? Math.min(to, held.entryBar + settings.timeStop - 1) : to
    return this.#coastHolding(held, from, until, equity)
  }

  /** The first bar on which the position may change though the rule says nothing; `to` where there is none before it. */
  calmUntil(from: number, to: number): number {
    if (this.#order || this.#leaving > 0 || this.#timedOut > 0) return from
    if (this.#position.side === 0) return to
    const held = this.#position.held[0]
    const { settings } = this.#setup
    const { timeStop, moveStops, trailing } = settings
    if (!held || this.#position.held.length > 1 || moveStops) return from
    if (!Number.isNaN(held.trail) || trailing.percent !== undefined || trailing.distance === 'current')
      return from
    const until = timeStop === undefined ? to : Math.min(to, held.entryBar + timeStop)
    const { floor, ceiling } = this.#reach(held)
    const { high, low } = this.#bars
    let bar = from
    while (bar < until && (low[bar] as number) > floor && (high[bar] as number) < ceiling) bar++
    return bar
  }

  /** Prices at which an order of the position fills, or a margin call comes. */
  #reach(held: Held): { readonly floor: number; readonly ceiling: number } {
    const stop = Math.max(held.stop, this.#position.marginPrice())
    return this.#position.side === 1
      ? { floor: stop, ceiling: held.target }
      : { floor: -held.target, ceiling: -stop }
  }

  #coastFlat(from: number, to: number, equity: Float64Array): number {
    const { long, short } = this.#signals
    const { account, scale, tradable } = this.#setup
    const value = scale.moneyOf(account.equity)
    let bar = from
    const asleep = Math.min(to, tradable)
    while (bar < asleep) equity[bar++] = value
    if (long && short) while (bar < to && long[bar] !== 1 && short[bar] !== 1) equity[bar++] = value
    else {
      const only = long ?? short
      if (!only) while (bar < to) equity[bar++] = value
      else while (bar < to && only[bar] !== 1) equity[bar++] = value
    }
    return bar
  }

  #coastHolding(held: Held, from: number, to: number, equity: Float64Array): number {
    const { long, short, exitLong, exitShort } = this.#signals
    const { account, costs, scale, tally } = this.#setup
    const rising = this.#position.side === 1
    const leaves = (rising ? exitLong : exitShort) ?? (rising ? short : long) ?? this.#silence()
    const turns = (rising ? short : long) ?? leaves
    const { floor, ceiling } = this.#reach(held)
    const { high, low, close } = this.#bars
    const { divisor, factor } = scale
    const { cash } = account
    const { worth } = costs
    const side = this.#position.side
    const lots = this.#position.lots
    let lowest = rising ? held.lowest : -held.highest
    let highest = rising ? held.highest : -held.lowest
    let bar = from
    while (bar < to) {
      const down = low[bar] as number
      const up = high[bar] as number
      if (down <= floor || up >= ceiling || leaves[bar] === 1 || turns[bar] === 1) break
      if (down < lowest) lowest = down
      if (up > highest) highest = up
      // value() spelt out
      const value = Math.floor((close[bar] as number) * lots * worth + 0.5)
      equity[bar] = ((cash + side * value) / divisor) * factor
      bar++
    }
    if (bar === from) return bar
    held.lowest = rising ? lowest : -highest
    held.highest = rising ? highest : -lowest
    tally.exposedBars += bar - from
    this.#position.mark(close[bar - 1] ?? Number.NaN)
    return bar
  }

  /** Lets trailing and moving stops follow the close, and tells what has been held too long. */
  #follow(bar: number): void {
    const { settings, costs } = this.#setup
    const { trailing, moveStops, timeStop } = settings
    const side = this.#position.side
    const { high, close } = mirroredFor(side, this.#mirror, this.#position.prices(bar))
    const current = trailing.distance === 'current' ? (this.#signals.trailDistance?.[bar] ?? Number.NaN) : NaN
    for (const held of this.#position.held) {
      if (current > 0) held.trail = current
      const inside = held.entryBar === bar && !held.fromOpen && held.kind === 'limit'
      const reached = trailing.from === 'close' || inside ? close : high
      const level = trailingLevel(reached, held.trail, trailing.percent)
      if (level > held.trailed) held.trailed = side * costs.stopPrice(-side as Direction, side * level)
      if (moveStops) {
        const asked = this.#signals.stopPrice?.[bar] ?? Number.NaN
        const stop = side * costs.stopPrice(-side as Direction, asked)
        if (stop > held.stop) held.stop = stop
      }
      if (timeStop !== undefined && bar + 1 - held.entryBar >= timeStop) this.#timedOut++
    }
  }

  #leave(part: number, reason: ExitReason): void {
    if (part <= 0) return
    this.#leaving = part
    this.#leavingFor = reason
  }

  #ask(direction: Direction, bar: number): void {
    const { settings, costs } = this.#setup
    const { exclusive, pyramiding, allowShort, entryOrder } = settings
    if (this.#position.side === -direction && !exclusive) return
    if (this.#order && !entryOrder.replace && this.#order.direction === direction) return
    if (this.#position.side === direction && this.#position.held.length >= pyramiding) return
    if (direction === -1 && !allowShort) {
      // turning around is still a reason to leave
      if (this.#position.side === 1) this.#leave(1, 'reverse')
      this.#deny(bar, direction, { code: 'SHORT_NOT_ALLOWED' })
      return
    }
    const lapses = entryOrder.bars === undefined ? Infinity : bar + entryOrder.bars
    const close = this.#bars.close[bar] ?? Number.NaN
    const read = entryAt(direction, bar, close, lapses, this.#signals, costs)
    if (read.ok) this.#order = read.entry
    else this.#deny(bar, direction, read.reason)
  }

  #deny(bar: number, direction: Direction, reason: DeniedReason): void {
    const side = direction === 1 ? 'long' : 'short'
    this.#setup.tally.deny(this.symbol, side, bar, this.#bars.time[bar] ?? Number.NaN, reason)
  }

  #enter(entry: Entry, fill: Fill, bar: number): boolean {
    const { settings, costs, account, rejected } = this.#setup
    const { direction } = entry
    if (this.#position.side === 0 && account.taken >= (settings.maxPositions ?? Infinity)) {
      rejected?.(entry, 'no slot')
      return false
    }
    const price = costs.spread(direction, fill.price)
    const { fraction, quantity, stop } = entry
    const lots = sizeOf({ price, stop, fraction, quantity, maker: fill.maker }, settings, costs, account)
    if (typeof lots === 'object') {
      const others = account.taken > (this.#position.side === 0 ? 0 : 1)
      if (lots.money && others && rejected) rejected(entry, 'no money')
      else this.#deny(entry.bar, direction, lots.reason)
      return false
    }
    this.#position.open({
      direction,
      kind: entry.kind === 'stopLimit' ? (fill.began === 'limit' ? 'limit' : 'stop') : entry.kind,
      bar,
      lots,
      price,
      ideal: fill.ideal,
      began: fill.began,
      maker: fill.maker,
      touched: fill.touched,
      gap: fill.gap,
      stop,
      target: entry.target,
      trail: entry.trail,
    })
    return true
  }

  /** A column that never fires. */
  #silence(): Float64Array {
    this.#silent ??= new Float64Array(this.#bars.close.length)
    return this.#silent
  }

  #part(portion: number): number {
    return portion >= 1 ? this.#position.lots : Math.max(1, Math.floor(this.#position.lots * portion + 1e-9))
  }
}

interface Fill {
  /** After slippage, before the spread. */
  readonly price: number
  readonly ideal: number
  readonly began: Beginning
  readonly maker: boolean
  readonly touched: boolean
  readonly gap: boolean
}
