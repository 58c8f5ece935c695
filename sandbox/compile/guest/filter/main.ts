// Lets a filter of the old shape run bar by bar: `__filter(fn)` is the function a script is made of.
import { helpers } from './helpers'
import { type Bar, CLOSE, HIGH, type Kline, klineOf, LOW, OPEN, VOLUME } from './kline'
import { volumeNodes } from './nodes'

/** Put in front of this code by the host. */
declare const FILTER_BARS: number
/** The first bar whose answer is read; the prelude's, and 0 where all are. */
declare const wantedFrom: number

const DAY = 86_400_000
/** Of the first bar it is not known how long it is. */
const MINUTE = 60_000

type Filter = (
  ticker: Ticker,
  klines: readonly Kline[],
  given: typeof helpers,
  nodes: readonly object[],
) => unknown

/** The day up to the last kline, under the names of Binance's 24-hour ticker; worked out when it is looked at. */
class Ticker {
  readonly symbol: string
  readonly s: string
  readonly #klines: readonly Kline[]
  #day: readonly Kline[] | null = null

  constructor(symbol: string, klines: readonly Kline[]) {
    this.symbol = symbol
    this.s = symbol
    this.#klines = klines
  }

  get #today(): readonly Kline[] {
    const since = this.#klines.at(-1)![0]! - DAY
    this.#day ??= this.#klines.slice(this.#klines.findLastIndex(kline => kline[0]! <= since) + 1)
    return this.#day
  }
  #sum(of: (kline: Kline) => number): number {
    return this.#today.reduce((sum, kline) => sum + of(kline), 0)
  }

  get lastPrice(): number {
    return this.#klines.at(-1)![CLOSE]!
  }
  get openPrice(): number {
    return this.#today[0]![OPEN]!
  }
  get highPrice(): number {
    return Math.max(...this.#today.map(kline => kline[HIGH]!))
  }
  get lowPrice(): number {
    return Math.min(...this.#today.map(kline => kline[LOW]!))
  }
  get priceChange(): number {
    return this.lastPrice - this.openPrice
  }
  get priceChangePercent(): number {
    return this.openPrice > 0 ? (100 * this.priceChange) / this.openPrice : 0
  }
  get volume(): number {
    return this.#sum(kline => kline[VOLUME]!)
  }
  get quoteVolume(): number {
    return this.#sum(kline => kline[VOLUME]! * kline[CLOSE]!)
  }
  get c(): number {
    return this.lastPrice
  }
  get o(): number {
    return this.openPrice
  }
  get h(): number {
    return this.highPrice
  }
  get l(): number {
    return this.lowPrice
  }
  get p(): number {
    return this.priceChange
  }
  // the stream's short name for it
  get P(): number {
    return this.priceChangePercent
  }
  get v(): number {
    return this.volume
  }
  get q(): number {
    return this.quoteVolume
  }
}

/** A new window begins wherever bars do: a run keeps no state, it is handed enough bars instead. */
function filter(test: Filter): (bar: Bar, state: object, context: { symbol: string }) => boolean | undefined {
  let klines: Kline[] = []
  let before = -1
  let of = ''
  return (bar, _state, { symbol }) => {
    const last = klines.at(-1)
    if (symbol !== of || bar.index !== before + 1 || (last && bar.time <= last[0]!)) klines = []
    before = bar.index
    of = symbol
    klines.push(klineOf(bar, last ? bar.time - last[0]! : MINUTE))
    if (klines.length > FILTER_BARS) klines.shift()
    if (bar.index < wantedFrom) return undefined
    const given = klines.slice()
    const nodes = whenRead(() => volumeNodes(given))
    const answer = test(new Ticker(symbol, given), given, helpers, nodes)
    // a promise would always count as true
    if (answer instanceof Promise)
      throw new TypeError('The filter returns a promise; it must return true or false at once')
    return Boolean(answer)
  }
}

/** Captured: user code finds none. */
const Guard = Proxy

/** A list that is made when something of it is first looked at: most filters never do. */
function whenRead<T extends object>(make: () => readonly T[]): readonly T[] {
  const list: T[] = []
  let due = true
  const filled = () => {
    if (due) list.push(...make())
    due = false
    return list
  }
  return new Guard(list, {
    get: (_, key) => Reflect.get(filled(), key),
    has: (_, key) => Reflect.has(filled(), key),
    ownKeys: () => Reflect.ownKeys(filled()),
    getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(filled(), key),
  })
}

Object.freeze(helpers)
Object.assign(globalThis, { __filter: filter })
