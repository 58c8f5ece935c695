import { barOpen, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import { curve, exponential, hash, normal, uniform } from './noise'
import { type Character, marketSeed, sectorSeed } from './symbols'

/**
 * The price of a simulated symbol as a tree. A week is computed from its number alone; every bar is then cut into the
 * bars of the next finer length so that they begin at its open, end at its close, touch its high and its low, and share
 * out its volume. All numbers are whole ticks and lots. Hence a bar of any length at any time costs one walk down from
 * its week, and finer bars add up to coarser ones to the last bit.
 */
const LEVELS = ['1w', '1d', '4h', '1h', '30m', '15m', '5m', '1m', '1s'] as const
type Level = (typeof LEVELS)[number]

const lengthMs = (level: Level): number => (level === '1s' ? 1_000 : timeframeMs[level])
const LENGTHS = LEVELS.map(lengthMs)
const FINEST = LEVELS.length - 1

/** Numbers of one bar in a run of bars: open, high, low, close in ticks, volume in lots, volatility factor. */
export const OPEN = 0
export const HIGH = 1
export const LOW = 2
export const CLOSE = 3
export const VOLUME = 4
const RESTLESS = 5
export const WIDTH = 6

/** Periods in weeks of the curves whose sum is a symbol's long way; the amplitude grows with the root of the period. */
const LONG_WAY = [1, 1.7, 4.3, 11, 29, 73, 190]
const LONG_WAY_SCALE = 0.6
const WEEK_MS = timeframeMs['1w']
const FIRST_MONDAY = barOpen(timeframeMs['1w'], '1w')

/** Salts keep the draws of one place apart. */
const salt = {
  way: 1,
  high: 2,
  low: 3,
  step: 4,
  gap: 5,
  restless: 6,
  lots: 7,
  burst: 8,
  weekLots: 9,
  top: 10,
  bottom: 11,
}

export class SymbolTree {
  readonly character: Character
  readonly #sectorSeed: number
  /** The last bar that was cut on each level, and its pieces: walking along in time cuts each bar once. */
  readonly #cut: { parent: number; pieces: Float64Array }[] = LEVELS.map(() => ({
    parent: Number.NaN,
    pieces: new Float64Array(0),
  }))

  constructor(character: Character) {
    this.character = character
    this.#sectorSeed = sectorSeed(character.sector)
  }

  /** The finest run of bars of `level` that holds `time`: its first open time, and the bars in it. */
  #runAt(level: number, time: number): { start: number; bars: Float64Array } {
    if (level === 0) {
      const start = barOpen(time, '1w')
      return { start, bars: this.#week(start) }
    }
    const parentLength = LENGTHS[level - 1]!
    const above = this.#runAt(level - 1, time)
    const index = Math.floor((time - above.start) / parentLength)
    const start = above.start + index * parentLength
    const kept = this.#cut[level]!
    if (kept.parent !== start) {
      kept.pieces = this.#pieces(level, start, above.bars, index * WIDTH)
      kept.parent = start
    }
    return { start, bars: kept.pieces }
  }

  /** Calls `each` with the bars of `timeframe` that open in [from, to), oldest first. */
  walk(
    timeframe: Timeframe,
    from: number,
    to: number,
    each: (time: number, bars: Float64Array, at: number) => void,
  ): void {
    const level = LEVELS.indexOf(timeframe)
    const length = LENGTHS[level]!
    for (let time = barOpen(from + length - 1, timeframe); time < to; ) {
      const { start, bars } = this.#runAt(level, time)
      const end = start + (bars.length / WIDTH) * length
      for (; time < end && time < to; time += length) each(time, bars, ((time - start) / length) * WIDTH)
    }
  }

  /** The bar of `timeframe` that holds `now`, made of the seconds that have ended; before the first has, its open alone. */
  forming(timeframe: Timeframe, now: number): Float64Array {
    const sum = new Float64Array(WIDTH)
    const level = LEVELS.indexOf(timeframe)
    const whole = this.#runAt(level, now)
    const open = whole.bars[Math.floor((now - whole.start) / LENGTHS[level]!) * WIDTH + OPEN]!
    sum.fill(open, OPEN, VOLUME)
    for (let finer = level + 1; finer <= FINEST; finer++) {
      const { start, bars } = this.#runAt(finer, now)
      const ended = Math.floor((now - start) / LENGTHS[finer]!)
      for (let at = 0; at < ended * WIDTH; at += WIDTH) {
        sum[HIGH] = Math.max(sum[HIGH]!, bars[at + HIGH]!)
        sum[LOW] = Math.min(sum[LOW]!, bars[at + LOW]!)
        sum[CLOSE] = bars[at + CLOSE]!
        sum[VOLUME]! += bars[at + VOLUME]!
      }
    }
    return sum
  }

  #week(start: number): Float64Array {
    const { seed, weeklyVolatility, weeklyLots } = this.character
    const number = (start - FIRST_MONDAY) / WEEK_MS
    const open = this.#boundary(number)
    const close = this.#boundary(number + 1)
    const mood =
      0.35 * curve(marketSeed, salt.restless, number, 5) + 0.3 * curve(seed, salt.restless, number, 3)
    const restless = Math.exp(mood)
    const reach = (weeklyVolatility * restless * open) ** 2
    const high = Math.round(extreme(open, close, reach, exponential(seed, salt.top, number, 0), 1))
    const low = Math.max(
      1,
      Math.round(extreme(open, close, reach, exponential(seed, salt.bottom, number, 0), -1)),
    )
    const lots = Math.round(weeklyLots * Math.exp(mood + 0.4 * curve(seed, salt.weekLots, number, 4)))
    return Float64Array.of(open, high, low, close, lots, restless)
  }

  /** Price in ticks at the start of a week, without looking at any other week. */
  #boundary(week: number): number {
    const { seed, baseTicks, weeklyVolatility, marketShare, sectorShare } = this.character
    let way = 0
    for (const period of LONG_WAY) {
      const own = curve(seed, salt.way, week, period)
      const sector = curve(this.#sectorSeed, salt.way, week, period)
      const market = curve(marketSeed, salt.way, week, period)
      way += Math.sqrt(period) * blend(own, sector, market, sectorShare, marketShare)
    }
    return Math.max(2, Math.round(baseTicks * Math.exp(way * weeklyVolatility * LONG_WAY_SCALE)))
  }

  /** Cuts the bar at `parent` of the run `above` into bars of `level`. */
  #pieces(level: number, start: number, above: Float64Array, parent: number): Float64Array {
    const { seed, weeklyVolatility, marketShare, sectorShare } = this.character
    const length = LENGTHS[level]!
    const count = LENGTHS[level - 1]! / length
    const pieces = new Float64Array(count * WIDTH)
    const open = above[parent + OPEN]!
    const high = above[parent + HIGH]!
    const low = above[parent + LOW]!
    const close = above[parent + CLOSE]!
    const stepDeviation = weeklyVolatility * Math.sqrt(length / WEEK_MS) * open

    // A random path whose steps share the market's and the sector's, bent so that it ends at the close.
    let drift = 0
    let spread = 0
    for (let k = 0; k < count; k++) {
      const place = (start / 1_000 + (k * length) / 1_000) | 0
      const calm =
        normal(marketSeed, salt.restless, place, level) * 0.13 +
        normal(seed, salt.restless, place, level) * 0.2
      const restless = above[parent + RESTLESS]! * Math.exp(calm) * season(level, place)
      const step =
        stepDeviation *
        restless *
        blend(
          normal(seed, salt.step, place, level),
          normal(this.#sectorSeed, salt.step, place, level),
          normal(marketSeed, salt.step, place, level),
          sectorShare,
          marketShare,
        )
      drift += step
      spread += restless * restless
      pieces[k * WIDTH + CLOSE] = step
      pieces[k * WIDTH + RESTLESS] = restless
    }
    const missing = close - open - drift
    let price = open
    let top = Math.max(open, close)
    let bottom = Math.min(open, close)
    const ceiling = top
    const floor = bottom
    for (let k = 0, at = 0; k < count; k++, at += WIDTH) {
      const place = (start / 1_000 + (k * length) / 1_000) | 0
      const restless = pieces[at + RESTLESS]!
      const from = price
      price = k === count - 1 ? close : price + pieces[at + CLOSE]! + (missing * restless * restless) / spread
      const reach = (stepDeviation * restless) ** 2
      pieces[at + OPEN] = from
      pieces[at + CLOSE] = price
      pieces[at + HIGH] = extreme(from, price, reach, exponential(seed, salt.high, place, level), 1)
      pieces[at + LOW] = extreme(from, price, reach, exponential(seed, salt.low, place, level), -1)
      top = Math.max(top, pieces[at + HIGH]!)
      bottom = Math.min(bottom, pieces[at + LOW]!)
    }

    // What lies outside open…close is stretched until the path's ends are the parent's high and low.
    const up = top > ceiling ? (high - ceiling) / (top - ceiling) : 0
    const down = bottom < floor ? (floor - low) / (floor - bottom) : 0
    const fit = (value: number): number =>
      Math.round(
        value > ceiling
          ? ceiling + (value - ceiling) * up
          : value < floor
            ? floor - (floor - value) * down
            : value,
      )
    let before = open
    let highest = 0
    let lowest = 0
    for (let k = 0, at = 0; k < count; k++, at += WIDTH) {
      const place = (start / 1_000 + (k * length) / 1_000) | 0
      const gap = k === 0 ? 0 : ((hash(seed, salt.gap, place, level) >>> 7) % 3) - 1
      const first = Math.min(high, Math.max(low, before + gap))
      const last = fit(pieces[at + CLOSE]!)
      pieces[at + OPEN] = first
      pieces[at + CLOSE] = last
      pieces[at + HIGH] = Math.max(first, last, fit(pieces[at + HIGH]!))
      pieces[at + LOW] = Math.min(first, last, fit(pieces[at + LOW]!))
      before = last
      if (pieces[at + HIGH]! > pieces[highest + HIGH]!) highest = at
      if (pieces[at + LOW]! < pieces[lowest + LOW]!) lowest = at
    }
    pieces[highest + HIGH] = high
    pieces[lowest + LOW] = low
    this.#shareVolume(level, start, above[parent + VOLUME]!, pieces)
    return pieces
  }

  /** Shares `lots` out by activity; rounding the running total keeps the sum exact. */
  #shareVolume(level: number, start: number, lots: number, pieces: Float64Array): void {
    const { seed } = this.character
    const length = LENGTHS[level]! / 1_000
    const count = pieces.length / WIDTH
    const weights = new Float64Array(count)
    let total = 0
    for (let k = 0, at = 0; k < count; k++, at += WIDTH) {
      const place = (start / 1_000 + k * length) | 0
      const range = pieces[at + HIGH]! - pieces[at + LOW]!
      const usual =
        this.character.weeklyVolatility * Math.sqrt((length * 1_000) / WEEK_MS) * pieces[at + OPEN]!
      const burst =
        uniform(seed, salt.burst, place, level) < 0.012
          ? 3 + 5 * uniform(seed, salt.burst, place, level + 16)
          : 1
      const weight =
        burst *
        (0.35 + range / (usual + 1)) *
        Math.exp(0.3 * normal(seed, salt.lots, place, level)) *
        season(level, place)
      weights[k] = weight
      total += weight
    }
    let running = 0
    let given = 0
    for (let k = 0; k < count; k++) {
      running += weights[k]!
      const upTo = k === count - 1 ? lots : Math.min(lots, Math.round((lots * running) / total))
      pieces[k * WIDTH + VOLUME] = upTo - given
      given = upTo
    }
  }
}

/** A sum of variance 1 of three independent parts of which two are shared with other symbols. */
const blend = (
  own: number,
  sector: number,
  market: number,
  sectorShare: number,
  marketShare: number,
): number =>
  Math.sqrt(1 - sectorShare - marketShare) * own +
  Math.sqrt(sectorShare) * sector +
  Math.sqrt(marketShare) * market

/** The furthest point of a random path from `a` to `b` whose variance is `reach`: (m - a)(m - b) = reach · e / 2. */
const extreme = (a: number, b: number, reach: number, e: number, side: 1 | -1): number =>
  (a + b + side * Math.sqrt((a - b) ** 2 + 2 * reach * e)) / 2

/** Days at the weekend are quieter, and so are the hours before Europe wakes. */
function season(level: number, place: number): number {
  if (LEVELS[level] === '1d') {
    const weekday = Math.floor(place / 86_400 + 3) % 7
    return weekday >= 5 ? 0.75 : 1.08
  }
  if (LEVELS[level] === '1h' || LEVELS[level] === '4h') {
    const hour = Math.floor(place / 3_600) % 24
    return hour >= 12 && hour < 20 ? 1.15 : hour < 6 ? 0.85 : 1
  }
  return 1
}
