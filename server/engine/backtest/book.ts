import type { BarColumns } from '../../../sandbox/ir/bars'
import type { BookSetup, PositionView } from './bookSetup'
import { type Entry, entryAt, waitingFill } from './entry'
import { type Beginning, ExitVerdict, settleExit } from './exits'
import type { Direction, LimitRule, PriceBar } from './fills'
import { adverseOf, favourableOf, type Held, trailingLevel } from './held'
import { openTradeOf } from './openTrade'
import { emptyBar, type MutableBar, mirroredFor, readBar } from './priceBar'
import { replay } from './replay'
import type { DeniedReason, ExitReason, OpenTrade } from './result'
import type { SignalColumns } from './signals'
import { sizeOf } from './sizing'
import { TradeLog } from './tradeLog'

/**
 * One instrument's orders and position. A bar has five moments: `exitAtOpen`, `enterAtOpen`, `guardInside`, `enterInside`, `settle`; the rule's
 * signals of a bar are read by `decide`, any time before the next one. What a book holds depends on the bars and signals so far alone.
 */
export class Book {
  readonly symbol: string
  readonly log = new TradeLog()
  readonly #setup: BookSetup
  readonly #bars: BarColumns
  readonly #signals: SignalColumns
  readonly #rule: LimitRule
  readonly #watchesMargin: boolean
  readonly #held: Held[] = []
  readonly #verdict = new ExitVerdict()
  readonly #bar = emptyBar()
  readonly #mirror = emptyBar()
  #side: -1 | 0 | 1 = 0
  #lots = 0
  /** Units the position is worth at the last price told; a short one is negative. */
  #worth = 0
  #order: Entry | null = null
  /** Part of the position to close at the next open, and why. */
  #leaving = 0
  #leavingFor: ExitReason = 'signal'
  /** How many of the oldest entries have been held long enough. */
  #timedOut = 0
  #ambiguousAt = -1
  /** What this bar's own exits have set free, and whether they gave up a slot. */
  #released = 0
  #vacated = false
  #silent: Float64Array | null = null

  constructor(setup: BookSetup) {
    const { symbol, bars, signals, settings } = setup
    this.symbol = symbol
    this.#setup = setup
    this.#bars = bars
    this.#signals = signals
    this.#rule = { through: settings.limitFill === 'through', tick: settings.tick ?? 0 }
    this.#watchesMargin = setup.alone
  }

  get isFlat(): boolean {
    return this.#side === 0
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
    if (this.#side === 0) return { side: 0, quantity: 0, entryPrice: Number.NaN, barsSinceEntry: Number.NaN }
    const paid = this.#held.reduce((sum, { entryPrice, lots }) => sum + entryPrice * lots, 0)
    return {
      side: this.#side,
      quantity: this.#setup.costs.lot.times(this.#lots),
      entryPrice: this.#held.length === 1 ? (this.#held[0]?.entryPrice ?? Number.NaN) : paid / this.#lots,
      barsSinceEntry: bar - (this.#held[0]?.entryBar ?? bar),
    }
  }

  /** Takes an entry over from elsewhere. */
  place(entry: Entry): void {
    this.#order = entry
  }

  /** Closes at the open what was asked to be closed, and what the next entry turns around. */
  exitAtOpen(bar: number): void {
    const open = this.#bars.open[bar] ?? Number.NaN
    this.#mark(open)
    if (this.#side === 0) return
    if (this.due && this.due.direction !== this.#side) this.#closeAtMarket(this.#lots, open, bar, 'reverse')
    else if (this.#leaving > 0) this.#closeAtMarket(this.#part(this.#leaving), open, bar, this.#leavingFor)
    else if (this.#timedOut > 0)
      this.#closeAtMarket(
        this.#held.slice(0, this.#timedOut).reduce((sum, { lots }) => sum + lots, 0),
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
    if (this.#side === 0) return
    const { account } = this.#setup
    const before = account.unlocked
    const prices = this.#prices(bar)
    const margin = this.#marginPrice()
    for (let n = 0; n < this.#held.length; ) {
      const held = this.#held[n]
      if (!held || !this.#guard(held, prices, 'open', bar, margin, null)) n++
    }
    this.#released = account.unlocked - before
    this.#vacated = this.isFlat
  }

  /** A waiting entry that the bar reaches, and what its first bar makes of it. */
  enterInside(bar: number): void {
    const order = this.#order
    if (!order) return
    const prices = this.#prices(bar)
    const fill = waitingFill(order, prices, this.#rule)
    if (!fill) return
    this.#order = null
    const { account, costs, settings } = this.#setup
    const { direction } = order
    const price = fill.maker ? fill.price : costs.slipped(direction, fill.price)
    if (this.#side === -direction) {
      const before = account.unlocked
      this.#close(this.#lots, price, bar, 'reverse', fill.maker, 0)
      this.#released += account.unlocked - before
      this.#vacated = true
    }
    const { began, gap, maker, touched } = fill
    const entered = account.asOwner(this.#released, this.#vacated, () =>
      this.#enter(order, { price, ideal: fill.price, began, maker, touched, gap }, bar),
    )
    if (!entered || settings.bracket === 'nextBar') return
    const held = this.#held.at(-1)
    if (held) this.#guard(held, prices, began, bar, this.#marginPrice(), order)
  }

  /** Values the position at the close. */
  settle(bar: number): void {
    if (this.#side === 0) return
    const { high, low, close } = mirroredFor(this.#side, this.#mirror, this.#prices(bar))
    for (const held of this.#held) {
      const whole = held.entryBar < bar || held.fromOpen
      // inside its first bar: a limit was reached from above, a stop from below
      const from = whole || held.kind === 'limit' ? low : close
      const to = whole || held.kind === 'stop' ? high : close
      if (from < held.lowest) held.lowest = from
      if (to > held.highest) held.highest = to
    }
    this.#mark(this.#bars.close[bar] ?? Number.NaN)
    this.#setup.tally.exposedBars++
  }

  /** Reads what the rule says at the bar's close, for the next one. */
  decide(bar: number): void {
    this.#setup.ask?.(bar, this.positionAt(bar))
    if (this.#side !== 0) this.#follow(bar)
    if (bar < this.#setup.tradable) return
    if (this.#order && this.#order.lapses <= bar) this.#order = null
    const { long, short, exitLong, exitShort, portion } = this.#signals
    const leavesLong = exitLong?.[bar] === 1
    const leavesShort = exitShort?.[bar] === 1
    if (this.#side === 1 ? leavesLong : this.#side === -1 && leavesShort) {
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
    if (this.#side === 0) return
    this.#closeAtMarket(this.#lots, this.#bars.close[bar] ?? Number.NaN, bar, reason)
    this.#order = null
    this.#leaving = 0
    this.#timedOut = 0
  }

  /** Entries that are still open, valued at a bar's close. */
  openTrades(bar: number): OpenTrade[] {
    const price = this.#bars.close[bar] ?? Number.NaN
    return this.#held.map(held => openTradeOf(held, price, this.#setup))
  }

  /**
   * Passes over bars on which nothing can happen, up to `to` at most, and writes equity for each; answers the first bar it has not passed. The
   * same as the five moments and `decide` for each of them, without asking.
   */
  coast(from: number, to: number, equity: Float64Array): number {
    if (this.#order || this.#leaving > 0 || this.#timedOut > 0 || this.#setup.ask) return from
    if (this.#side === 0) return this.#coastFlat(from, to, equity)
    const held = this.#held[0]
    const { settings } = this.#setup
    if (!held || this.#held.length > 1 || settings.pyramiding > 1 || settings.moveStops) return from
    const { percent, distance } = settings.trailing
    if (!Number.isNaN(held.trail) || percent !== undefined || distance === 'current') return from
    const until = settings.timeStop ? Math.min(to, held.entryBar + settings.timeStop - 1) : to
    return this.#coastHolding(held, from, until, equity)
  }

  /** The first bar on which the position may change though the rule says nothing; `to` where there is none before it. */
  calmUntil(from: number, to: number): number {
    if (this.#order || this.#leaving > 0 || this.#timedOut > 0) return from
    if (this.#side === 0) return to
    const held = this.#held[0]
    const { settings } = this.#setup
    const { timeStop, moveStops, trailing } = settings
    if (!held || this.#held.length > 1 || moveStops) return from
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
    const stop = Math.max(held.stop, this.#marginPrice())
    return this.#side === 1 ? { floor: stop, ceiling: held.target } : { floor: -held.target, ceiling: -stop }
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
    const rising = this.#side === 1
    const leaves = (rising ? exitLong : exitShort) ?? (rising ? short : long) ?? this.#silence()
    const turns = (rising ? short : long) ?? leaves
    const { floor, ceiling } = this.#reach(held)
    const { high, low, close } = this.#bars
    const { divisor, factor } = scale
    const { cash } = account
    const { worth } = costs
    const side = this.#side
    const lots = this.#lots
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
    this.#mark(close[bar - 1] ?? Number.NaN)
    return bar
  }

  /** Lets trailing and moving stops follow the close, and tells what has been held too long. */
  #follow(bar: number): void {
    const { settings, costs } = this.#setup
    const { trailing, moveStops, timeStop } = settings
    const side = this.#side
    const { high, close } = mirroredFor(side, this.#mirror, this.#prices(bar))
    const current = trailing.distance === 'current' ? (this.#signals.trailDistance?.[bar] ?? Number.NaN) : NaN
    for (const held of this.#held) {
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
    if (this.#side === -direction && !exclusive) return
    if (this.#order && !entryOrder.replace && this.#order.direction === direction) return
    if (this.#side === direction && this.#held.length >= pyramiding) return
    if (direction === -1 && !allowShort) {
      // turning around is still a reason to leave
      if (this.#side === 1) this.#leave(1, 'reverse')
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
    const { settings, costs, account, tally, rejected } = this.#setup
    const { direction } = entry
    if (this.#side === 0 && account.taken >= (settings.maxPositions ?? Infinity)) {
      rejected?.(entry, 'no slot')
      return false
    }
    const price = costs.spread(direction, fill.price)
    const { fraction, quantity, stop } = entry
    const lots = sizeOf({ price, stop, fraction, quantity, maker: fill.maker }, settings, costs, account)
    if (typeof lots === 'object') {
      const others = account.taken > (this.#side === 0 ? 0 : 1)
      if (lots.money && others && rejected) rejected(entry, 'no money')
      else this.#deny(entry.bar, direction, lots.reason)
      return false
    }
    const value = costs.value(price, lots)
    const fee = costs.fee(value, lots, fill.maker)
    account.cash -= direction * value + fee
    if (this.#side === 0) account.positions++
    this.#side = direction
    this.#lots += lots
    this.#revalue(this.#worth + direction * value)
    const kind = entry.kind === 'stopLimit' ? (fill.began === 'limit' ? 'limit' : 'stop') : entry.kind
    const guarded = direction * stop
    const held: Held = {
      direction,
      kind,
      entryBar: bar,
      entryPrice: price,
      lots,
      value,
      fee,
      stop: Number.isNaN(stop) ? -Infinity : guarded,
      target: Number.isNaN(entry.target) ? Infinity : direction * entry.target,
      trail: entry.trail > 0 ? entry.trail : Number.NaN,
      trailed: -Infinity,
      lowest: direction * price,
      highest: direction * price,
      risk: Number.NaN,
      fromOpen: fill.began === 'open',
      ambiguous: false,
      touched: fill.touched,
    }
    const { percent, start } = settings.trailing
    const level = trailingLevel(direction * price, held.trail, percent)
    if (start === 'entry' && level > -Infinity)
      held.trailed = direction * costs.stopPrice(-direction as Direction, direction * level)
    const first = Math.max(held.stop, held.trailed)
    if (first > -Infinity) held.risk = Math.max(0, direction * price - first) * costs.worth
    this.#held.push(held)
    tally.entries++
    if (fill.touched) tally.touchedFills++
    if (fill.gap) tally.gapFills++
    tally.slippage += Math.abs(costs.value(price, lots) - costs.value(fill.ideal, lots))
    return true
  }

  /** Whether the held entry has been closed inside the bar by its stop, its target or a margin call. */
  #guard(
    held: Held,
    prices: PriceBar,
    began: Beginning,
    bar: number,
    margin: number,
    entry: Entry | null,
  ): boolean {
    const stop = Math.max(held.stop, held.trailed, margin)
    const verdict = this.#verdict
    const { ordering, tally, finer } = this.#setup
    const guards = { stop, target: held.target }
    const seen = mirroredFor(held.direction, this.#mirror, prices)
    settleExit(verdict, guards, seen, began, ordering, this.#rule)
    if (verdict.ambiguous) {
      const inner = finer?.(this.symbol, bar)
      if (inner && inner.to > inner.from) {
        const { direction } = held
        replay(verdict, inner, { direction, guards, entry, ordering, rule: this.#rule })
        tally.replayedBars++
      }
    }
    if (verdict.ambiguous) {
      held.ambiguous = true
      if (this.#ambiguousAt !== bar) tally.ambiguousBars++
      this.#ambiguousAt = bar
    }
    if (verdict.kind === 'none') return false
    const { direction } = held
    const way: Direction = direction === 1 ? -1 : 1
    const ideal = direction * verdict.price
    const { gap, touched } = verdict
    if (gap) tally.gapFills++
    if (touched) {
      held.touched = true
      tally.touchedFills++
    }
    if (verdict.kind === 'target') this.#closeHeld(held, held.lots, ideal, bar, 'target', !gap, 0, seen.open)
    else {
      const reason = stop === margin ? 'margin' : stop === held.trailed ? 'trail' : 'stop'
      if (reason === 'margin') tally.marginCalls++
      const price = this.#setup.costs.slipped(way, ideal)
      this.#closeHeld(held, held.lots, price, bar, reason, false, Math.abs(price - ideal), seen.open)
    }
    return true
  }

  /** Where a margin call would come, as a long position has it; -Infinity: nowhere. */
  #marginPrice(): number {
    const { account, costs, settings } = this.#setup
    const { leverage, maintenancePercent } = settings
    if (!this.#watchesMargin || this.#side === 0) return -Infinity
    if (this.#side === 1 && leverage === 1) return -Infinity
    // equity = cash + side × lots × price falls to the maintained part of lots × price
    const kept = maintenancePercent / 100
    const price = (-this.#side * account.cash) / (this.#lots * costs.worth * (1 - this.#side * kept))
    return price > 0 ? this.#side * price : -Infinity
  }

  #closeAtMarket(lots: number, ideal: number, bar: number, reason: ExitReason): void {
    const way: Direction = this.#side === 1 ? -1 : 1
    const price = this.#setup.costs.slipped(way, ideal)
    if (reason === 'margin') this.#setup.tally.marginCalls++
    this.#close(lots, price, bar, reason, false, Math.abs(price - ideal))
  }

  /** Closes lots, oldest entry first. */
  #close(
    lots: number,
    price: number,
    bar: number,
    reason: ExitReason,
    maker: boolean,
    slipped: number,
  ): void {
    let left = lots
    while (left > 0) {
      const held = this.#held[0]
      if (!held) return
      const part = Math.min(left, held.lots)
      left -= part
      this.#closeHeld(held, part, price, bar, reason, maker, slipped, Number.NaN)
    }
  }

  /** `opened` is the bar's open where the position lived on past it, as a long one has it. */
  #closeHeld(
    held: Held,
    lots: number,
    price: number,
    bar: number,
    reason: ExitReason,
    maker: boolean,
    slipped: number,
    opened: number,
  ): void {
    const { account, costs, tally } = this.#setup
    const { direction } = held
    const whole = lots === held.lots
    // what a part has cost is its share; the last part takes what rounding has left
    const paid = whole ? held.value : Math.round((held.value * lots) / held.lots)
    const entryFee = whole ? held.fee : Math.round((held.fee * lots) / held.lots)
    const value = costs.value(price, lots)
    const exitFee = costs.fee(value, lots, maker)
    const last = direction * price
    const past = held.fromOpen || held.entryBar < bar ? opened : Number.NaN
    const lowest = Math.min(held.lowest, last, Number.isNaN(past) ? last : past)
    const highest = Math.max(held.highest, last, Number.isNaN(past) ? last : past)
    const unit = lots * costs.worth
    this.log.add({
      direction,
      entryBar: held.entryBar,
      entryPrice: held.entryPrice,
      exitBar: bar,
      exitPrice: price,
      lots,
      value: paid,
      pnl: direction * (value - paid) - entryFee - exitFee,
      fees: entryFee + exitFee,
      mae: adverseOf(held, lowest, unit),
      mfe: favourableOf(held, highest, unit),
      risk: held.risk * lots,
      reason,
      kind: held.kind,
      ambiguous: held.ambiguous,
      touched: held.touched,
    })
    account.cash += direction * value - exitFee
    tally.slippage += Math.round(slipped * lots * costs.worth)
    held.lots -= lots
    held.value -= paid
    held.fee -= entryFee
    this.#lots -= lots
    if (whole) this.#held.splice(this.#held.indexOf(held), 1)
    if (this.#lots === 0) {
      this.#side = 0
      account.positions--
    }
    this.#mark(price)
  }

  /** A column that never fires. */
  #silence(): Float64Array {
    this.#silent ??= new Float64Array(this.#bars.close.length)
    return this.#silent
  }

  #part(portion: number): number {
    return portion >= 1 ? this.#lots : Math.max(1, Math.floor(this.#lots * portion + 1e-9))
  }

  #mark(price: number): void {
    if (this.#side === 0) this.#revalue(0)
    else this.#revalue(this.#side * this.#setup.costs.value(price, this.#lots))
  }

  #revalue(worth: number): void {
    this.#setup.account.revalue(this.#worth, worth)
    this.#worth = worth
  }

  #prices(bar: number): MutableBar {
    return readBar(this.#bar, this.#bars, bar)
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
