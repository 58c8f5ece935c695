import type { Costs } from './costs'
import type { Beginning } from './exits'
import {
  type Direction,
  isTouch,
  type LimitRule,
  limitFill,
  type PriceBar,
  stopFill,
  stopLimitStep,
} from './fills'
import type { DeniedReason, EntryKind } from './result'
import type { SignalColumns } from './signals'

/** An entry that was asked for at the close of a bar and has not filled yet. */
export interface Entry {
  readonly direction: Direction
  readonly kind: EntryKind | 'stopLimit'
  /** The signal's bar. */
  readonly bar: number
  /** At whose close it lapses; Infinity: it waits. */
  readonly lapses: number
  /** NaN where the kind has none. */
  readonly limit: number
  readonly trigger: number
  triggered: boolean
  /** NaN: none. */
  readonly stop: number
  readonly target: number
  readonly trail: number
  readonly fraction: number
  readonly quantity: number
  readonly score: number
}

export type EntryRead =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly reason: DeniedReason }

const at = (column: Float64Array | null, bar: number): number => column?.[bar] ?? Number.NaN

/** The entry that the rule asks for at a bar's close, its prices on the tick grid. */
export function entryAt(
  direction: Direction,
  bar: number,
  close: number,
  lapses: number,
  signals: SignalColumns,
  costs: Costs,
): EntryRead {
  const away: Direction = direction === 1 ? -1 : 1
  const asked = [signals.limitPrice, signals.entryStop, signals.stopPrice, signals.targetPrice]
  for (const column of asked) {
    const price = at(column, bar)
    if (price <= 0 || price === Infinity) return { ok: false, reason: { code: 'BAD_PRICE', price } }
  }
  const limit = costs.limitPrice(direction, at(signals.limitPrice, bar))
  const trigger = costs.stopPrice(direction, at(signals.entryStop, bar))
  const stop = costs.stopPrice(away, at(signals.stopPrice, bar))
  const target = costs.limitPrice(away, at(signals.targetPrice, bar))
  const kind = Number.isNaN(limit)
    ? Number.isNaN(trigger)
      ? 'market'
      : 'stop'
    : Number.isNaN(trigger)
      ? 'limit'
      : 'stopLimit'
  const reference = kind === 'market' ? close : kind === 'stop' ? trigger : limit
  if (direction * (stop - reference) >= 0)
    return { ok: false, reason: { code: 'WRONG_SIDE', order: 'stop', price: stop, entry: reference } }
  if (direction * (reference - target) >= 0)
    return { ok: false, reason: { code: 'WRONG_SIDE', order: 'target', price: target, entry: reference } }
  const entry: Entry = {
    direction,
    kind,
    bar,
    lapses,
    limit,
    trigger,
    triggered: false,
    stop,
    target,
    trail: at(signals.trailDistance, bar),
    fraction: at(signals.size, bar),
    quantity: at(signals.quantity, bar),
    score: at(signals.score, bar),
  }
  return { ok: true, entry }
}

export interface EntryFill {
  /** Before slippage and spread. */
  readonly price: number
  readonly began: Beginning
  /** At an open beyond the order's price. */
  readonly gap: boolean
  readonly maker: boolean
  readonly touched: boolean
}

/** The fill of a waiting entry inside a bar, or null. A stop-limit remembers that it was set off. */
export function waitingFill(entry: Entry, bar: PriceBar, rule: LimitRule): EntryFill | null {
  const { direction, kind, limit, trigger } = entry
  switch (kind) {
    case 'market':
      return { price: bar.open, began: 'open', gap: false, maker: false, touched: false }
    case 'limit':
      return limitEntry(entry, limitFill(direction, limit, bar, rule), bar, rule)
    case 'stop': {
      const price = stopFill(direction, trigger, bar)
      if (Number.isNaN(price)) return null
      const gap = price !== trigger
      return { price, began: price === bar.open ? 'open' : 'stop', gap, maker: false, touched: false }
    }
    case 'stopLimit': {
      const rested = entry.triggered
      const { triggered, price } = stopLimitStep(direction, trigger, limit, rested, bar, rule)
      entry.triggered = triggered
      if (rested || price === limit) return limitEntry(entry, price, bar, rule)
      if (Number.isNaN(price)) return null
      return {
        price,
        began: price === bar.open ? 'open' : 'stop',
        gap: price !== trigger,
        maker: false,
        touched: false,
      }
    }
  }
}

function limitEntry(
  { direction, limit }: Entry,
  price: number,
  bar: PriceBar,
  rule: LimitRule,
): EntryFill | null {
  if (Number.isNaN(price)) return null
  const gap = price !== limit
  const atOpen = price === bar.open
  const touched = !atOpen && isTouch(direction, limit, bar, rule.tick)
  return { price, began: atOpen ? 'open' : 'limit', gap, maker: true, touched }
}
