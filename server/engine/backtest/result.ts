import type { RankOutcome } from '../rank/rebalance'

/** Why a position was closed: `rank` is no longer among the best, `rebalance` a part that was above its weight. */
export type ExitReason =
  | 'signal'
  | 'reverse'
  | 'stop'
  | 'trail'
  | 'target'
  | 'time'
  | 'margin'
  | 'end'
  | 'rank'
  | 'rebalance'

export type Side = 'long' | 'short'

/** How a position was entered. */
export type EntryKind = 'market' | 'limit' | 'stop'

/** A finished round trip. A position closed in parts is one for each part. */
export interface Trade {
  readonly symbol: string
  readonly side: Side
  /** Bars count from 0 in the symbol's own file. */
  readonly entryBar: number
  /** UTC ms. */
  readonly entryTime: number
  readonly entryPrice: number
  readonly exitBar: number
  readonly exitTime: number
  readonly exitPrice: number
  readonly quantity: number
  /** Money, net of fees. */
  readonly pnl: number
  /** `pnl` in percent of what was paid at entry. */
  readonly returnPct: number
  readonly fees: number
  readonly exitReason: ExitReason
  /** The worst the position stood at while it was held, in money before fees: at most 0. */
  readonly mae: number
  /** The best it stood at: at least 0. */
  readonly mfe: number
  /** Its outcome hangs on the order of prices inside a bar, which bars do not tell. */
  readonly ambiguous: boolean
  readonly entryKind: EntryKind
  /** A limit, of entry or exit, was filled by a price that only touched it. */
  readonly touched: boolean
  /** Money lost if the first stop had filled at its price; null without a stop. */
  readonly risk: number | null
}

/** A position still open at the end, marked to its last close. */
export interface OpenTrade {
  readonly symbol: string
  readonly side: Side
  readonly entryBar: number
  readonly entryTime: number
  readonly entryPrice: number
  readonly quantity: number
  /** The last close. */
  readonly price: number
  /** Money at that close, net of the fees paid so far. */
  readonly pnl: number
  readonly returnPct: number
  readonly fees: number
  readonly mae: number
  readonly mfe: number
  readonly ambiguous: boolean
  readonly entryKind: EntryKind
  readonly touched: boolean
  readonly risk: number | null
}

/** Our own rules said no to an entry. */
export type DeniedReason =
  | { readonly code: 'BELOW_LOT'; readonly lot: number }
  | { readonly code: 'BELOW_MINIMUM_NOTIONAL'; readonly notional: number; readonly minimum: number }
  | { readonly code: 'INSUFFICIENT_FUNDS'; readonly needed: number; readonly free: number }
  | { readonly code: 'NO_STOP_TO_SIZE_BY' }
  | { readonly code: 'SHORT_NOT_ALLOWED' }
  | {
      readonly code: 'WRONG_SIDE'
      readonly order: 'stop' | 'target'
      readonly price: number
      readonly entry: number
    }
  | { readonly code: 'CONFLICT' }
  | { readonly code: 'BAD_PRICE'; readonly price: number }

export interface Denied {
  readonly symbol: string
  readonly side: Side
  /** The bar of the signal. */
  readonly bar: number
  readonly time: number
  readonly reason: DeniedReason
}

/** A signal that found no slot or no money left, with what would have become of it. */
export interface RejectedSignal {
  readonly symbol: string
  readonly side: Side
  readonly bar: number
  readonly time: number
  readonly score: number | null
  readonly reason: 'no slot' | 'no money'
  /** The trade it would have been, in percent after costs; null where it never filled. */
  readonly hypothetical: {
    readonly entryBar: number
    readonly entryPrice: number
    /** Null: still open at the end. */
    readonly exitBar: number | null
    readonly exitPrice: number
    readonly returnPct: number
    readonly exitReason: ExitReason | null
  } | null
}

/** Facts of the run that the report prints beside its statistics. */
export interface RunFacts {
  readonly bars: number
  /** Bars, of all symbols, with a position at their close. */
  readonly exposedBars: number
  /** First bar on which a signal counted; null when warm-up took them all. */
  readonly firstTradableBar: number | null
  readonly entries: number
  /** Bars in which the order of prices decided. */
  readonly ambiguousBars: number
  /** Of them, those that finer bars decided. */
  readonly replayedBars: number
  readonly touchedFills: number
  /** Fills at an open that lay beyond the order's price. */
  readonly gapFills: number
  readonly marginCalls: number
  readonly slippagePaid: number
  readonly denied: number
  readonly rejected: number
  /** Entry orders that neither filled nor were cancelled by the end. */
  readonly waitingAtEnd: number
}

/** Final equity under the better and the worse order of prices inside ambiguous bars. */
export interface ProfitBand {
  readonly worst: number
  readonly best: number
}

/** What happened, before any statistic. */
export interface Outcome {
  readonly trades: readonly Trade[]
  readonly openTrades: readonly OpenTrade[]
  /** At each bar's close, open profit and fees included. */
  readonly equity: { readonly time: Float64Array; readonly value: Float64Array }
  /** The first of them; the counts are in the facts. */
  readonly denied: readonly Denied[]
  readonly rejectedSignals: readonly RejectedSignal[]
  readonly facts: RunFacts
  /** What a rank run held and traded. */
  readonly rank?: RankOutcome
}
