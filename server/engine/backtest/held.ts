import type { Direction } from './fills'
import type { EntryKind } from './result'

/**
 * One entry that is still open, or what is left of it. Prices of its guards and extremes are written as a long position has them: those of a
 * short one with their sign turned, so that up is always good.
 */
export interface Held {
  readonly direction: Direction
  readonly kind: EntryKind
  readonly entryBar: number
  readonly entryPrice: number
  lots: number
  /** Units paid for the lots that are left, before fees. */
  value: number
  /** Units of entry fee not yet charged to a trade. */
  fee: number
  /** -Infinity: none. */
  stop: number
  /** Infinity: none. */
  readonly target: number
  /** Distance of the trailing stop; NaN: none. */
  trail: number
  /** Where the trailing stop stands; -Infinity: nowhere yet. */
  trailed: number
  /** Worst and best price seen while it was held. */
  lowest: number
  highest: number
  /** Units lost per lot if the first stop had filled at its price; NaN without one. */
  risk: number
  /** Inside its first bar only what came after the entry is seen. */
  readonly fromOpen: boolean
  ambiguous: boolean
  touched: boolean
}

/** The closer of the two trailing stops behind a price, as a long position has it; -Infinity without any. */
export const trailingLevel = (price: number, distance: number, percent: number | undefined): number => {
  const byDistance = Number.isNaN(distance) ? -Infinity : price - distance
  const byPercent = percent === undefined ? -Infinity : price - Math.abs(price) * (percent / 100)
  return Math.max(byDistance, byPercent)
}

/** The worst and the best it stood at, in units of money: `unit` is what one of price is worth to it. */
export const adverseOf = ({ direction, entryPrice }: Held, lowest: number, unit: number): number =>
  Math.round((lowest - direction * entryPrice) * unit)
export const favourableOf = ({ direction, entryPrice }: Held, highest: number, unit: number): number =>
  Math.round((highest - direction * entryPrice) * unit)
