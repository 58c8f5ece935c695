import { isTouch, type LimitRule, limitFill, type PriceBar, risesTo, stopFill } from './fills'

/** How the bar was entered: held or bought at its open, or bought inside it by a limit or a stop. */
export type Beginning = 'open' | 'limit' | 'stop'

export type Ordering = 'worst' | 'best'

/** A position's stop and target, both as a long position has them; `mirrored` makes a short one look like that. */
export interface Guards {
  /** -Infinity: none. */
  readonly stop: number
  /** Infinity: none. */
  readonly target: number
}

/** Filled in by `settleExit`, and read before the next call: the loop makes no garbage. */
export class ExitVerdict {
  kind: 'none' | 'stop' | 'target' = 'none'
  price = Number.NaN
  ambiguous = false
  /** Filled at an open beyond the order's price. */
  gap = false
  touched = false

  none(): void {
    this.kind = 'none'
    this.price = Number.NaN
    this.ambiguous = false
    this.gap = false
    this.touched = false
  }
}

/**
 * What becomes of a long position inside a bar. Where the bar leaves open which price came first, `ordering` decides and the verdict
 * says so; a price that must have come later, as the close, leaves nothing open.
 */
export function settleExit(
  verdict: ExitVerdict,
  { stop, target }: Guards,
  bar: PriceBar,
  began: Beginning,
  ordering: Ordering,
  rule: LimitRule,
): void {
  verdict.none()
  const stopped = stopFill(-1, stop, bar)
  const taken = limitFill(-1, target, bar, rule)
  const hitsStop = !Number.isNaN(stopped)
  const hitsTarget = !Number.isNaN(taken)
  if (!hitsStop && !hitsTarget) return
  if (began === 'open') {
    // the open comes first: what it lies beyond needs no ordering
    if (hitsStop && bar.open <= stop) stopAt(verdict, stopped, bar.open < stop)
    else if (hitsTarget && bar.open >= target) targetAt(verdict, taken, bar.open > target, false)
    else if (hitsStop && hitsTarget) either(verdict, stop, target, ordering, bar, rule)
    else if (hitsStop) stopAt(verdict, stop, false)
    else targetAt(verdict, target, false, isTouch(-1, target, bar, rule.tick))
    return
  }
  if (hitsStop && hitsTarget) either(verdict, stop, target, ordering, bar, rule)
  else if (hitsStop) {
    // a stop entry rose to its price: the low may have been before
    const after = began === 'limit' || bar.close <= stop
    if (after || ordering === 'worst') stopAt(verdict, stop, false)
    verdict.ambiguous = !after
  } else {
    // a limit entry fell to its price: the high may have been before
    const after = began === 'stop' || risesTo(target, bar.close, rule)
    if (after || ordering === 'best') targetAt(verdict, target, false, isTouch(-1, target, bar, rule.tick))
    verdict.ambiguous = !after
  }
}

function either(
  verdict: ExitVerdict,
  stop: number,
  target: number,
  ordering: Ordering,
  bar: PriceBar,
  rule: LimitRule,
): void {
  if (ordering === 'worst') stopAt(verdict, stop, false)
  else targetAt(verdict, target, false, isTouch(-1, target, bar, rule.tick))
  verdict.ambiguous = true
}

function stopAt(verdict: ExitVerdict, price: number, gap: boolean): void {
  verdict.kind = 'stop'
  verdict.price = price
  verdict.gap = gap
}

function targetAt(verdict: ExitVerdict, price: number, gap: boolean, touched: boolean): void {
  verdict.kind = 'target'
  verdict.price = price
  verdict.gap = gap
  verdict.touched = touched
}
