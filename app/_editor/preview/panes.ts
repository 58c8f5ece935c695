// Which pane of the preview's chart draws what, and how much room each has.
import type { ValueKind } from '@/sandbox/ir/program'

export interface Placed {
  readonly key: string
  readonly kind: ValueKind
  /** Over the candles, or in a pane of its own. */
  readonly isPrice: boolean
}

/** Panes of numbers below the candles; what does not fit shares the last. Conditions have one more together. */
const MOST_PANES = 4

/** Prices over the candles, conditions together at the bottom, each other line in a pane of its own. */
export function panesOf(plots: readonly Placed[]): ReadonlyMap<string, number> {
  const panes = new Map<string, number>()
  let last = 0
  for (const { key, kind, isPrice } of plots) {
    if (kind === 'bool') continue
    panes.set(key, isPrice ? 0 : Math.min(++last, MOST_PANES))
  }
  for (const { key, kind } of plots) if (kind === 'bool') panes.set(key, Math.min(last + 1, MOST_PANES + 1))
  return panes
}

/** Of the height of the candles: the more panes there are, the more of it each of them needs to be read. */
export const partOf = (below: number): number => (below < 3 ? 0.28 : below === 3 ? 0.38 : 0.5)

const [CANDLES, PANE, AXIS] = [84, 42, 26]
/** Pixels below which the chart is scrolled instead of drawn smaller. */
export function leastHeight(plots: readonly Placed[]): number {
  const below = Math.max(0, ...panesOf(plots).values())
  return AXIS + CANDLES + below * PANE
}
