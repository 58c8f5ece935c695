import type { BarColumns } from '../../sandbox/ir/bars'
import type { Timeframe } from '../../sandbox/ir/timeframe'
import type { CalendarId } from './calendar/calendar'

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
  /** When it trades, and so which bars there should be. */
  readonly calendar: CalendarId
  /** UTC ms of its first trading at the venue; null where the venue does not say. */
  readonly listedAt: number | null
  /** UTC ms from which on it trades no more; null while it is listed. */
  readonly delistedAt: number | null
  /** Made-up prices: shown wherever the instrument is. */
  readonly simulated: boolean
  /** `halted`: listed, but nothing trades and no bars come for now. `delisted`: gone, and only its history is left. */
  readonly status: 'trading' | 'halted' | 'delisted'
}

/** A price as of `at`, venue time. */
export interface LivePrice {
  readonly symbol: string
  readonly last: number
  /** Since the UTC day's open, as a fraction. */
  readonly dayChange: number
}

/** One symbol's last 24 hours, as of `at`, venue time. */
export interface DayTicker {
  readonly symbol: string
  readonly at: number
  readonly last: number
  /** The first price of the 24 hours. */
  readonly open: number
  readonly high: number
  readonly low: number
  readonly volume: number
  /** What that was worth, in the currency of the price. */
  readonly quoteVolume: number
  /** From `open` to `last`, as a fraction. */
  readonly change: number
  /** How many trades that were; null where nobody counts them. */
  readonly trades: number | null
}

export interface FormingBar {
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

/** What a live stream tells: a bar as it grows, and once more when it is over. */
export interface LiveBar extends FormingBar {
  readonly symbol: string
  /** Its numbers are final. */
  readonly closed: boolean
}

/** Where bars come from. Times are the venue's own, UTC ms; every provider gives the same bar the same numbers for ever. */
export interface MarketProvider {
  readonly venue: string
  /** The name its bars are stored under; another than `venue` where bars belong to one workspace. */
  readonly storedAs: string
  /**
   * Whether its bars are at hand without asking anybody: worked out, or kept here already. Bars of other venues are kept
   * once they were asked for.
   */
  readonly computed: boolean
  /** Whether prices move: a venue of files has neither stream nor forming bars. */
  readonly live: boolean
  readonly timeframes: readonly Timeframe[]
  readonly instruments: () => Promise<readonly Instrument[]>
  /** The venue's present. */
  readonly now: () => number
  /**
   * Open of the newest closed bar of any symbol, where that does not follow from the present: files end where they end. Null:
   * there is none.
   */
  readonly latestBar?: (timeframe: Timeframe) => Promise<number | null>
  /**
   * The closed bars of the `count` bar lengths before `until`, oldest first: none that ends after it or after the venue's
   * present, and one that is just ending is waited for. Fewer where history begins, or where the venue itself has a hole.
   */
  readonly barsBefore: (
    symbol: string,
    timeframe: Timeframe,
    until: number,
    count: number,
  ) => Promise<BarColumns>
  /**
   * The closed bars that open in [from, to), oldest first, in pages. Nothing is held back between two pages: who stored
   * a page goes on after a crash from the open that follows its last bar.
   */
  readonly history: (
    symbol: string,
    timeframe: Timeframe,
    from: number,
    to: number,
    signal?: AbortSignal,
  ) => AsyncGenerator<BarColumns>
  /** The bar that is not over yet, as it stands now. */
  readonly forming: (symbol: string, timeframe: Timeframe) => Promise<FormingBar>
  /** Every symbol's present price. */
  readonly livePrices: () => Promise<readonly LivePrice[]>
  /** The last 24 hours of every symbol that trades: a heavy question, for once in some seconds. Empty where nothing moves. */
  readonly dayTickers: () => Promise<readonly DayTicker[]>
  /**
   * Tells `onBar` of the symbols' bars as they grow and close, from the one that forms now on, until `signal` aborts. Each
   * closed bar of a symbol comes once and in order, whatever happens on the way; forming ones may be left out. `onError`
   * hears of trouble that the stream gets over by itself. `at` is when the venue told it, by its own clock; without it the
   * bar was fetched.
   */
  readonly stream: (
    symbols: readonly string[],
    timeframe: Timeframe,
    onBar: (bar: LiveBar, at?: number) => void,
    signal: AbortSignal,
    onError?: (error: unknown) => void,
  ) => Promise<void>
}
