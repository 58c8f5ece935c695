import { timeframeMs } from '../../../sandbox/ir/timeframe'
import type { DayTicker } from '../provider'
import { barsIn, formingBar } from './bars'
import type { SymbolTree } from './tree'

const MINUTE = timeframeMs['1m']
const MINUTES = 1_440

/** One symbol's last 1,440 minutes, kept while time goes on: the next answer costs the minutes that came since. */
export class DayWindow {
  readonly #tree: SymbolTree
  /** By the number of the minute, modulo the window; a place whose time is older is empty. */
  readonly #time = new Float64Array(MINUTES)
  readonly #open = new Float64Array(MINUTES)
  readonly #high = new Float64Array(MINUTES)
  readonly #low = new Float64Array(MINUTES)
  readonly #volume = new Float64Array(MINUTES)
  readonly #quoteVolume = new Float64Array(MINUTES)
  /** Minutes that open before it are here. */
  #upTo = Number.NEGATIVE_INFINITY

  constructor(tree: SymbolTree) {
    this.#tree = tree
  }

  /** The closed minutes of the last 24 hours and the one that forms; null when the symbol is traded no more. */
  tickerAt(now: number): DayTicker | null {
    const forming = formingBar(this.#tree, '1m', now)
    if (!forming) return null
    const present = forming.time
    const first = present - (MINUTES - 1) * MINUTE
    this.#take(first, present)
    let open = Number.NaN
    let { high, low } = forming
    let volume = 0
    let quoteVolume = 0
    for (let minute = first; minute < present; minute += MINUTE) {
      const at = placeOf(minute)
      if (this.#time[at] !== minute) continue
      if (Number.isNaN(open)) open = this.#open[at]!
      high = Math.max(high, this.#high[at]!)
      low = Math.min(low, this.#low[at]!)
      volume += this.#volume[at]!
      quoteVolume += this.#quoteVolume[at]!
    }
    if (Number.isNaN(open)) open = forming.open
    return {
      symbol: this.#tree.character.instrument.symbol,
      at: now,
      last: forming.close,
      open,
      high,
      low,
      volume: volume + forming.volume,
      quoteVolume: quoteVolume + typical(forming.high, forming.low, forming.close) * forming.volume,
      change: forming.close / open - 1,
      trades: null,
    }
  }

  #take(first: number, present: number): void {
    // A clock that was set back begins anew.
    const from = this.#upTo > present ? first : Math.max(first, this.#upTo)
    if (from >= present) return
    const bars = barsIn(this.#tree, '1m', from, present)
    for (let i = 0; i < bars.time.length; i++) {
      const at = placeOf(bars.time[i]!)
      this.#time[at] = bars.time[i]!
      this.#open[at] = bars.open[i]!
      this.#high[at] = bars.high[i]!
      this.#low[at] = bars.low[i]!
      this.#volume[at] = bars.volume[i]!
      this.#quoteVolume[at] = typical(bars.high[i]!, bars.low[i]!, bars.close[i]!) * bars.volume[i]!
    }
    this.#upTo = present
  }
}

const placeOf = (minute: number): number => (minute / MINUTE) % MINUTES

/** What a minute's trades were made at, as far as its bar tells. */
const typical = (high: number, low: number, close: number): number => (high + low + close) / 3
