import type { BarColumns } from '../../../sandbox/ir/bars'
import type { BookSetup, PositionView } from './bookSetup'
import type { Entry } from './entry'
import { type Beginning, ExitVerdict, settleExit } from './exits'
import type { Direction, LimitRule, PriceBar } from './fills'
import { adverseOf, favourableOf, type Held, trailingLevel } from './held'
import { openTradeOf } from './openTrade'
import { emptyBar, type MutableBar, mirroredFor, readBar } from './priceBar'
import { replay } from './replay'
import type { EntryKind, ExitReason, OpenTrade } from './result'
import { TradeLog } from './tradeLog'

/** An entry that fills: whose lots and price are settled. */
export interface Opening {
  readonly direction: Direction
  readonly kind: EntryKind
  readonly bar: number
  readonly lots: number
  /** All costs in it but the fee. */
  readonly price: number
  /** Where the market stood. */
  readonly ideal: number
  readonly began: Beginning
  readonly maker: boolean
  readonly touched: boolean
  readonly gap: boolean
  /** NaN: none. */
  readonly stop: number
  readonly target: number
  readonly trail: number
}

/**
 * What an account holds of one instrument: entries on one side, their guards and their worth. Every lot that is bought or sold, for
 * whatever reason, goes through here.
 */
export class Position {
  readonly log = new TradeLog()
  /** Oldest first. */
  readonly held: Held[] = []
  side: -1 | 0 | 1 = 0
  lots = 0
  readonly rule: LimitRule
  readonly #setup: BookSetup
  readonly #bars: BarColumns
  readonly #verdict = new ExitVerdict()
  readonly #bar = emptyBar()
  readonly #mirror = emptyBar()
  /** Units the position is worth at the last price told; a short one is negative. */
  #worth = 0
  #ambiguousAt = -1

  constructor(setup: BookSetup) {
    const { bars, settings } = setup
    this.#setup = setup
    this.#bars = bars
    this.rule = { through: settings.limitFill === 'through', tick: settings.tick ?? 0 }
  }

  /** Units it is worth at the last price told; a short one is negative. */
  get worth(): number {
    return this.#worth
  }

  viewAt(bar: number): PositionView {
    if (this.side === 0) return { side: 0, quantity: 0, entryPrice: Number.NaN, barsSinceEntry: Number.NaN }
    const [first] = this.held
    const paid = this.held.reduce((sum, { entryPrice, lots }) => sum + entryPrice * lots, 0)
    return {
      side: this.side,
      quantity: this.#setup.costs.lot.times(this.lots),
      entryPrice: this.held.length === 1 ? (first?.entryPrice ?? Number.NaN) : paid / this.lots,
      barsSinceEntry: bar - (first?.entryBar ?? bar),
    }
  }

  /** Entries that are still open, valued at a bar's close. */
  openTrades(bar: number): OpenTrade[] {
    const price = this.#bars.close[bar] ?? Number.NaN
    return this.held.map(held => openTradeOf(held, price, this.#setup))
  }

  open(opening: Opening): void {
    const { settings, costs, account, tally } = this.#setup
    const { direction, kind, bar, lots, price, stop, target, trail, began, maker, touched, gap } = opening
    const value = costs.value(price, lots)
    const fee = costs.fee(value, lots, maker)
    account.cash -= direction * value + fee
    if (this.side === 0) account.positions++
    this.side = direction
    this.lots += lots
    this.#revalue(this.#worth + direction * value)
    const held: Held = {
      direction,
      kind,
      entryBar: bar,
      entryPrice: price,
      lots,
      value,
      fee,
      stop: Number.isNaN(stop) ? -Infinity : direction * stop,
      target: Number.isNaN(target) ? Infinity : direction * target,
      trail: trail > 0 ? trail : Number.NaN,
      trailed: -Infinity,
      lowest: direction * price,
      highest: direction * price,
      risk: Number.NaN,
      fromOpen: began === 'open',
      ambiguous: false,
      touched,
    }
    const { percent, start } = settings.trailing
    const level = trailingLevel(direction * price, held.trail, percent)
    if (start === 'entry' && level > -Infinity)
      held.trailed = direction * costs.stopPrice(-direction as Direction, direction * level)
    const first = Math.max(held.stop, held.trailed)
    if (first > -Infinity) held.risk = Math.max(0, direction * price - first) * costs.worth
    this.held.push(held)
    tally.entries++
    if (touched) tally.touchedFills++
    if (gap) tally.gapFills++
    tally.slippage += Math.abs(costs.value(price, lots) - costs.value(opening.ideal, lots))
  }

  /** Whether the held entry has been closed inside the bar by its stop, its target or a margin call. */
  guard(
    held: Held,
    prices: PriceBar,
    began: Beginning,
    bar: number,
    margin: number,
    entry: Entry | null,
  ): boolean {
    const { symbol, ordering, tally, finer, costs } = this.#setup
    const { direction } = held
    const stop = Math.max(held.stop, held.trailed, margin)
    const verdict = this.#verdict
    const guards = { stop, target: held.target }
    const seen = mirroredFor(direction, this.#mirror, prices)
    settleExit(verdict, guards, seen, began, ordering, this.rule)
    if (verdict.ambiguous) {
      const inner = finer?.(symbol, bar)
      if (inner && inner.to > inner.from) {
        replay(verdict, inner, { direction, guards, entry, ordering, rule: this.rule })
        tally.replayedBars++
      }
    }
    if (verdict.ambiguous) {
      held.ambiguous = true
      if (this.#ambiguousAt !== bar) tally.ambiguousBars++
      this.#ambiguousAt = bar
    }
    if (verdict.kind === 'none') return false
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
      const price = costs.slipped(way, ideal)
      this.#closeHeld(held, held.lots, price, bar, reason, false, Math.abs(price - ideal), seen.open)
    }
    return true
  }

  /** Where a margin call would come, as a long position has it; -Infinity: nowhere. */
  marginPrice(): number {
    const { account, costs, settings, alone } = this.#setup
    const { leverage, maintenancePercent } = settings
    if (!alone || this.side === 0) return -Infinity
    if (this.side === 1 && leverage === 1) return -Infinity
    // equity = cash + side × lots × price falls to the maintained part of lots × price
    const kept = maintenancePercent / 100
    const price = (-this.side * account.cash) / (this.lots * costs.worth * (1 - this.side * kept))
    return price > 0 ? this.side * price : -Infinity
  }

  /** Values the position at the bar's close. */
  settle(bar: number): void {
    if (this.side === 0) return
    const { high, low, close } = mirroredFor(this.side, this.#mirror, this.prices(bar))
    for (const held of this.held) {
      const whole = held.entryBar < bar || held.fromOpen
      // inside its first bar: a limit was reached from above, a stop from below
      const from = whole || held.kind === 'limit' ? low : close
      const to = whole || held.kind === 'stop' ? high : close
      if (from < held.lowest) held.lowest = from
      if (to > held.highest) held.highest = to
    }
    this.mark(this.#bars.close[bar] ?? Number.NaN)
    this.#setup.tally.exposedBars++
  }

  closeAtMarket(lots: number, ideal: number, bar: number, reason: ExitReason): void {
    const way: Direction = this.side === 1 ? -1 : 1
    const price = this.#setup.costs.slipped(way, ideal)
    if (reason === 'margin') this.#setup.tally.marginCalls++
    this.close(lots, price, bar, reason, false, Math.abs(price - ideal))
  }

  /** Closes lots, oldest entry first. */
  close(lots: number, price: number, bar: number, reason: ExitReason, maker: boolean, slipped: number): void {
    let left = lots
    while (left > 0) {
      const held = this.held[0]
      if (!held) return
      const part = Math.min(left, held.lots)
      left -= part
      this.#closeHeld(held, part, price, bar, reason, maker, slipped, Number.NaN)
    }
  }

  mark(price: number): void {
    if (this.side === 0) this.#revalue(0)
    else this.#revalue(this.side * this.#setup.costs.value(price, this.lots))
  }

  /** The bar's prices, until the next question. */
  prices(bar: number): MutableBar {
    return readBar(this.#bar, this.#bars, bar)
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
    this.lots -= lots
    if (whole) this.held.splice(this.held.indexOf(held), 1)
    if (this.lots === 0) {
      this.side = 0
      account.positions--
    }
    this.mark(price)
  }

  #revalue(worth: number): void {
    this.#setup.account.revalue(this.#worth, worth)
    this.#worth = worth
  }
}
