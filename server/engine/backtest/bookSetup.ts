import type { BarColumns } from '../../../sandbox/ir/bars'
import type { Account } from './account'
import type { Costs } from './costs'
import type { Entry } from './entry'
import type { Ordering } from './exits'
import type { MoneyScale } from './money'
import type { RejectedSignal } from './result'
import type { Settings } from './settings'
import type { SignalColumns } from './signals'
import type { Tally } from './tally'

/** Rows `from` to `to` of finer bars are what happened inside one bar. */
export interface FinerBars {
  readonly bars: BarColumns
  readonly from: number
  readonly to: number
}

export interface BookSetup {
  readonly symbol: string
  readonly bars: BarColumns
  readonly signals: SignalColumns
  readonly settings: Settings
  readonly costs: Costs
  readonly scale: MoneyScale
  readonly account: Account
  readonly tally: Tally
  readonly ordering: Ordering
  /** First bar whose signals count. */
  readonly tradable: number
  /** Whether a margin call can be seen inside a bar: only where no other instrument moves the account. */
  readonly alone: boolean
  /** The bars inside an ambiguous one, where there are any. */
  readonly finer?: (symbol: string, bar: number) => FinerBars | null
  /** Writes the rule's signals of a bar, for a rule that looks at its position first; called at each close, in order. */
  readonly ask?: Ask
  /** Told of an entry that others' slots or money stood in the way of. */
  readonly rejected?: (entry: Entry, reason: RejectedSignal['reason']) => void
}

/** What a position looks like to the rule that trades it. */
export interface PositionView {
  readonly side: -1 | 0 | 1
  readonly quantity: number
  /** Average of the entries that are open; NaN without one. */
  readonly entryPrice: number
  readonly barsSinceEntry: number
}

export type Ask = (bar: number, position: PositionView) => void
