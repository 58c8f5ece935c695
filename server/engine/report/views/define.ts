import type { Facts } from '../facts'
import type { Need } from '../metrics/define'
import type { Undefined } from '../reasons'

/** Programs whose numbers a report can be seen in, beside our own. */
export const VIEWS = ['backtesting.py', 'quantstats', 'tradingview', 'lean'] as const
export type View = (typeof VIEWS)[number]

/** How another program computes what it calls by the same name. */
export interface Variant {
  /** The metric it stands in for. */
  readonly metric: string
  readonly formula: string
  readonly needs: readonly Need[]
  readonly compute: (facts: Facts) => number | Undefined
}
