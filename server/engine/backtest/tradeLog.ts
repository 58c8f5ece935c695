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
    const rows = this.#rows
    for (let n = from; n < this.#count; n++) {
      const at = n * FIELDS
      const read = (field: number) => rows[at + field] ?? Number.NaN
      const [value, pnl, risk] = [read(6), read(7), read(11)]
      trades.push({
        symbol,
        side: read(0) === 1 ? 'long' : 'short',
        entryBar: read(1),
        entryTime: time[read(1)] ?? Number.NaN,
        entryPrice: read(2),
        exitBar: read(3),
        exitTime: time[read(3)] ?? Number.NaN,
        exitPrice: read(4),
        quantity: lot.times(read(5)),
        pnl: scale.moneyOf(pnl),
        returnPct: value > 0 ? (pnl / value) * 100 : 0,
        fees: scale.moneyOf(read(8)),
        exitReason: REASONS[read(12)] ?? 'signal',
        mae: scale.moneyOf(read(9)),
        mfe: scale.moneyOf(read(10)),
        ambiguous: read(14) === 1,
        entryKind: KINDS[read(13)] ?? 'market',
        touched: read(15) === 1,
        risk: Number.isNaN(risk) ? null : scale.moneyOf(risk),
      })
    }
    return trades
  }
}
