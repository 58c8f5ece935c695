import type { BarColumns } from '../../sandbox/ir/bars'
import type { Timeframe } from '../../sandbox/ir/timeframe'

/** One symbol at one venue, and the steps its prices and quantities come in. */
export interface Instrument {
  readonly venue: string
  readonly symbol: string
  readonly name: string
  readonly sector: string
  readonly currency: string
  readonly tick: number
  /** Decimals that show a price without loss. */
  readonly decimals: number
  readonly lot: number
  readonly minNotional: number
  /** `always`: bars lie end to end, round the clock. */
  readonly calendar: 'always'
  /** Made-up prices: shown wherever the instrument is. */
  readonly simulated: boolean
}

/** A price as of `at`, venue time. */
export interface LivePrice {
  readonly symbol: string
  readonly last: number
  /** Since the UTC day's open, as a fraction. */
  readonly dayChange: number
}

export interface FormingBar {
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

/** Where bars come from. Times are the venue's own, UTC ms; every provider gives the same bar the same numbers for ever. */
export interface MarketProvider {
  readonly venue: string
  readonly timeframes: readonly Timeframe[]
  readonly instruments: () => Promise<readonly Instrument[]>
  /** The venue's present. */
  readonly now: () => number
  /** The `count` closed bars before `until`, oldest first: no bar that ends after it. Fewer where history begins. */
  readonly barsBefore: (
    symbol: string,
    timeframe: Timeframe,
    until: number,
    count: number,
  ) => Promise<BarColumns>
  /** The bar that is not over yet, as it stands now. */
  readonly forming: (symbol: string, timeframe: Timeframe) => Promise<FormingBar>
  /** Every symbol's present price. */
  readonly livePrices: () => Promise<readonly LivePrice[]>
}
