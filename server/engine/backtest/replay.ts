import type { FinerBars } from './bookSetup'
import { type Entry, waitingFill } from './entry'
import { type Beginning, type ExitVerdict, type Guards, type Ordering, settleExit } from './exits'
import type { Direction, LimitRule } from './fills'
import { emptyBar, mirroredFor, readBar } from './priceBar'

/** What a position went through inside a bar that leaves its outcome open. */
export interface Replay {
  readonly direction: Direction
  readonly guards: Guards
  /** The entry that filled inside this bar; null where the position was held from its open on. */
  readonly entry: Entry | null
  readonly ordering: Ordering
  readonly rule: LimitRule
}

/** Lets finer bars decide what a bar left open: their verdict replaces the one that is there. */
export function replay(
  verdict: ExitVerdict,
  { bars, from, to }: FinerBars,
  { direction, guards, entry, ordering, rule }: Replay,
): void {
  const plain = emptyBar()
  const seen = emptyBar()
  // the entry is found again first; a copy of it, for a stop-limit remembers that it was set off
  let searching = entry && { ...entry, triggered: false }
  for (let row = from; row < to; row++) {
    readBar(plain, bars, row)
    let began: Beginning = 'open'
    if (searching) {
      const fill = waitingFill(searching, plain, rule)
      if (!fill) continue
      began = fill.began
      searching = null
    }
    mirroredFor(direction, seen, plain)
    settleExit(verdict, guards, seen, began, ordering, rule)
    if (verdict.kind !== 'none' || verdict.ambiguous) return
  }
  verdict.none()
}
