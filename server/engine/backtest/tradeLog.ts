import type { MoneyScale, Step } from './money'
import type { EntryKind, ExitReason, Trade } from './result'

/** A finished round trip as the book knows it: whole lots, whole units of money. */
export interface ClosedLots {
  readonly direction: 1 | -1
  readonly entryBar: number
  readonly entryPrice: number
  readonly exitBar: number
  readonly exitPrice: number
  readonly lots: number
  /** Units paid at entry, before fees. */
  readonly value: number
  readonly pnl: number
  readonly fees: number
  readonly mae: number
  readonly mfe: number
  /** Units; NaN without a stop. */
  readonly risk: number
  readonly reason: ExitReason
  readonly kind: EntryKind
  readonly ambiguous: boolean
  readonly touched: boolean
}

const REASONS: readonly ExitReason[] = [
  'signal',
  'reverse',
  'stop',
  'trail',
  'target',
  'time',
  'margin',
  'end',
  'rank',
  'rebalance',
]
const KINDS: readonly EntryKind[] = ['market', 'limit', 'stop']
const FIELDS = 16

/** Trades of one instrument as numbers in rows: a run of a million bars makes fifty thousand, and most are read only once. */
export class TradeLog {
  #rows = new Float64Array(64 * FIELDS)
  #count = 0

  get count(): number {
    return this.#count
  }

  add(t: ClosedLots): void {
    const at = this.#count++ * FIELDS
    if (at === this.#rows.length) {
      const longer = new Float64Array(2 * at)
      longer.set(this.#rows)
      this.#rows = longer
    }
    const rows = this.#rows
    rows[at] = t.direction
    rows[at + 1] = t.entryBar
    rows[at + 2] = t.entryPrice
    rows[at + 3] = t.exitBar
    rows[at + 4] = t.exitPrice
    rows[at + 5] = t.lots
    rows[at + 6] = t.value
    rows[at + 7] = t.pnl
    rows[at + 8] = t.fees
    rows[at + 9] = t.mae
    rows[at + 10] = t.mfe
    rows[at + 11] = t.risk
    rows[at + 12] = REASONS.indexOf(t.reason)
    rows[at + 13] = KINDS.indexOf(t.kind)
    rows[at + 14] = t.ambiguous ? 1 : 0
    rows[at + 15] = t.touched ? 1 : 0
  }

  /** The trades from number `from` on, in the order they were closed. */
  trades(symbol: string, time: Float64Array, lot: Step, scale: MoneyScale, from = 0): Trade[] {
    const trades: Trade[] = []
    for (let n = from; n < this.#count; n++) trades.push(this.#trade(n * FIELDS, symbol, time, lot, scale))
    return trades
  }

  #trade(at: number, symbol: string, time: Float64Array, lot: Step, scale: MoneyScale): Trade {
    const rows = this.#rows
    const entryBar = rows[at + 1] as number
    const exitBar = rows[at + 3] as number
    const value = rows[at + 6] as number
    const pnl = rows[at + 7] as number
    const risk = rows[at + 11] as number
    return {
      symbol,
      side: rows[at] === 1 ? 'long' : 'short',
      entryBar,
      entryTime: time[entryBar] as number,
      entryPrice: rows[at + 2] as number,
      exitBar,
      exitTime: time[exitBar] as number,
      exitPrice: rows[at + 4] as number,
      quantity: lot.times(rows[at + 5] as number),
      pnl: scale.moneyOf(pnl),
      returnPct: value > 0 ? (pnl / value) * 100 : 0,
      fees: scale.moneyOf(rows[at + 8] as number),
      exitReason: REASONS[rows[at + 12] as number] as ExitReason,
      mae: scale.moneyOf(rows[at + 9] as number),
      mfe: scale.moneyOf(rows[at + 10] as number),
      ambiguous: rows[at + 14] === 1,
      entryKind: KINDS[rows[at + 13] as number] as EntryKind,
      touched: rows[at + 15] === 1,
      risk: Number.isNaN(risk) ? null : scale.moneyOf(risk),
    }
  }
}
