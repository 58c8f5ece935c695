/** One bar of the run, as the script's driver hands it over. */
export interface Bar {
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  readonly index: number
}

/**
 * A bar as Binance's REST interface lists it, readable both ways: `kline[4]` and `kline.close`. Prices are numbers. What bars
 * do not carry is derived: quote volume is volume at the close; numbers of trades and taker volumes are 0.
 */
export class Kline extends Array<number> {
  get openTime(): number {
    return this[0]!
  }
  get open(): number {
    return this[1]!
  }
  get high(): number {
    return this[2]!
  }
  get low(): number {
    return this[3]!
  }
  get close(): number {
    return this[4]!
  }
  get volume(): number {
    return this[5]!
  }
  get closeTime(): number {
    return this[6]!
  }
  get quoteVolume(): number {
    return this[7]!
  }
  get time(): number {
    return this[0]!
  }
  get o(): number {
    return this[1]!
  }
  get h(): number {
    return this[2]!
  }
  get l(): number {
    return this[3]!
  }
  get c(): number {
    return this[4]!
  }
  get v(): number {
    return this[5]!
  }
}
// a filter that maps or slices a kline wants a plain list
Object.defineProperty(Kline, Symbol.species, { value: Array })

export const OPEN = 1
export const HIGH = 2
export const LOW = 3
export const CLOSE = 4
export const VOLUME = 5

export function klineOf({ time, open, high, low, close, volume }: Bar, lengthMs: number): Kline {
  const kline = new Kline()
  kline.push(time, open, high, low, close, volume, time + lengthMs - 1, volume * close, 0, 0, 0, 0)
  return Object.freeze(kline) as Kline
}

export type Klines = readonly (readonly number[])[]

/** A field of every kline; text is read as a number, for klines that a filter made itself. */
export const fieldOf = (klines: Klines, field: number): number[] => klines.map(kline => Number(kline[field]))
