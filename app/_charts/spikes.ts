// Prices that one bar touched and no close confirmed. Drawn to scale, one of them would press all others into a line.
import type { Candle } from './Candles'

export interface Spike {
  readonly bar: number
  readonly side: 'high' | 'low'
  /** Where the bar went. */
  readonly price: number
  /** How far of it a scale is made for. */
  readonly shown: number
}

/** Closes of so many bars on either side may confirm a price. */
const REACH = 5
/** Bars on either side that say how tall a bar is there. */
const AROUND = 30
/** A wick so many bars tall is a spike … */
const FAR = 10
/** … and is shown as tall as so many. */
const SHOWN = 4

/** Oldest first. */
export function spikesOf(candles: readonly Candle[]): readonly Spike[] {
  const tall = medianOf(candles.map(heightOf))
  const spikes: Spike[] = []
  for (const [bar, candle] of candles.entries()) {
    // cheap, and true of nearly every bar
    if (!(heightOf(candle) > tall * 2)) continue
    const near = candles.slice(Math.max(0, bar - REACH), bar + REACH + 1)
    const bodies = [candle.open, ...near.map(({ close }) => close)]
    const usual = medianOf(candles.slice(Math.max(0, bar - AROUND), bar + AROUND + 1).map(heightOf))
    if (usual === 0) continue // nothing is far where nothing moves
    const [top, bottom] = [Math.max(...bodies), Math.min(...bodies)]
    if (candle.high - top > FAR * usual)
      spikes.push({ bar, side: 'high', price: candle.high, shown: top + SHOWN * usual })
    if (bottom - candle.low > FAR * usual)
      spikes.push({ bar, side: 'low', price: candle.low, shown: bottom - SHOWN * usual })
  }
  return spikes
}

export interface Extent {
  readonly low: number
  readonly high: number
}

/** What a scale has to hold of these bars, both ends counted; null where there are none. */
export function extentOf(
  candles: readonly Candle[],
  spikes: readonly Spike[],
  [from, to]: readonly [from: number, to: number],
): Extent | null {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  const cut = new Map(spikes.map(({ bar, side, shown }) => [`${bar} ${side}`, shown]))
  for (let bar = Math.max(0, Math.floor(from)); bar <= Math.min(candles.length - 1, Math.ceil(to)); bar++) {
    const candle = candles[bar]! // within its length
    high = Math.max(high, cut.get(`${bar} high`) ?? candle.high)
    low = Math.min(low, cut.get(`${bar} low`) ?? candle.low)
  }
  return low <= high ? { low, high } : null
}

const heightOf = ({ high, low }: Candle): number => high - low

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
