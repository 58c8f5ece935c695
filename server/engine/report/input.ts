import type { OpenTrade, RunFacts, Trade } from '../backtest/result'

/** What the same capital would have done without the strategy: prices at the bars of the equity. */
export interface Benchmark {
  readonly title: string
  /** NaN where it did not trade. */
  readonly close: Float64Array
  /** The first bar on which the strategy could have held a position. */
  readonly firstBar: number
  /** Share of the capital paid once, on buying. */
  readonly feeRate: number
}

export interface ReportSettings {
  /** 365 for markets round the clock, 252 for sessions; null: 365 if the bars have weekends. */
  readonly periodsPerYear: number | null
  /** When the day begins, in ms after midnight UTC: futures count the evening before to the next day. */
  readonly dayStartMs: number
  /** A year's, as a fraction. */
  readonly riskFreeRate: number
  /** Variants of the strategy tried so far, this one included. */
  readonly trials: number
}

/** All that a report is computed from. */
export interface ReportInput {
  readonly startEquity: number
  /** At each bar's close, open profit and fees included; `time` is the bar's open. */
  readonly equity: { readonly time: Float64Array; readonly value: Float64Array }
  /** How long a bar lasts. */
  readonly barMs: number
  readonly trades: readonly Trade[]
  readonly openTrades: readonly OpenTrade[]
  readonly settings: ReportSettings
  /** Equity at the worst price of each bar, where the run recorded it. */
  readonly worstEquity: Float64Array | null
  /** Money in positions at each close: sum of sizes, and longs less shorts. */
  readonly exposure: { readonly gross: Float64Array; readonly net: Float64Array } | null
  readonly benchmark: Benchmark | null
  /** Paid for holding positions overnight; null where the venue asks for nothing or it is not simulated. */
  readonly fundingPaid: number | null
  /** What the run counted; null for equity that comes from elsewhere. */
  readonly run: Pick<
    RunFacts,
    'slippagePaid' | 'denied' | 'rejected' | 'marginCalls' | 'touchedFills' | 'gapFills' | 'ambiguousBars'
  > | null
}
