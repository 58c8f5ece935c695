/**
 * At which price a waiting order fills inside a bar: the one place that decides it, for backtest and paper account. A bar tells
 * its open, highest, lowest and close, not the way between them.
 */

/** 1 buys, -1 sells. */
export type Direction = 1 | -1

export interface PriceBar {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

export interface LimitRule {
  /** Whether the price has to go beyond the limit by a tick (by anything, where there is no tick). */
  readonly through: boolean
  /** 0: none. */
  readonly tick: number
}

/** Whether prices as low as `low` fill a buy limit. Half a tick of slack keeps the sum of decimals out of the question. */
export const fallsTo = (limit: number, low: number, { through, tick }: LimitRule): boolean =>
  through ? low < limit - tick / 2 : low <= limit

/** Whether prices as high as `high` fill a sell limit. */
export const risesTo = (limit: number, high: number, { through, tick }: LimitRule): boolean =>
  through ? high > limit + tick / 2 : high >= limit

/** A limit order's price, or the open where the bar begins beyond it; NaN where it does not fill. */
export function limitFill(direction: Direction, limit: number, bar: PriceBar, rule: LimitRule): number {
  if (direction === 1) return fallsTo(limit, bar.low, rule) ? Math.min(bar.open, limit) : Number.NaN
  return risesTo(limit, bar.high, rule) ? Math.max(bar.open, limit) : Number.NaN
}

/** A stop order's price, or the open where the bar gaps over it; NaN where it does not fill. */
export function stopFill(direction: Direction, stop: number, bar: PriceBar): number {
  if (direction === 1) return bar.high >= stop ? Math.max(bar.open, stop) : Number.NaN
  return bar.low <= stop ? Math.min(bar.open, stop) : Number.NaN
}

/** Whether a limit filled here was only touched: a queue in front of it might have left nothing. */
export function isTouch(direction: Direction, limit: number, bar: PriceBar, tick: number): boolean {
  const beyond: LimitRule = { through: true, tick }
  return direction === 1 ? !fallsTo(limit, bar.low, beyond) : !risesTo(limit, bar.high, beyond)
}

/** A stop that becomes a limit order: whether it has been set off, and the fill if there is one. */
export interface StopLimitStep {
  readonly triggered: boolean
  /** NaN: none in this bar. */
  readonly price: number
}

/**
 * Set off inside the bar, a stop-limit fills at once if its limit allows the stop's price. Otherwise the price has to come back, which a
 * bar proves only by closing there: a low before the trigger is no fill.
 */
export function stopLimitStep(
  direction: Direction,
  stop: number,
  limit: number,
  triggered: boolean,
  bar: PriceBar,
  rule: LimitRule,
): StopLimitStep {
  if (triggered) return { triggered, price: limitFill(direction, limit, bar, rule) }
  const set = stopFill(direction, stop, bar)
  if (Number.isNaN(set)) return { triggered: false, price: Number.NaN }
  // set off by the open: the whole bar follows
  if (set === bar.open) return { triggered: true, price: limitFill(direction, limit, bar, rule) }
  if (direction * (limit - set) >= 0) return { triggered: true, price: set }
  const back = { open: set, high: bar.close, low: bar.close, close: bar.close }
  return { triggered: true, price: limitFill(direction, limit, back, rule) }
}
