import type { BarColumns } from '../../../sandbox/ir/bars'
import { type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import type { Calendar } from '../calendar/calendar'
import { RollingMedian } from './rollingMedian'

/** What can be doubtful about a bar, as bits. */
export const FLAGS = {
  /** Bars that the calendar has are missing right before it. */
  afterGap: 1,
  /** It lies where the market cannot have been, as far as the bars around it tell. */
  outlier: 2,
  /** Nothing was traded, in a series that knows volumes. */
  zeroVolume: 4,
  /** One of a row of bars that repeat one price without trades: a feed that hangs looks like this. */
  stale: 8,
  /** Its numbers contradict each other, or its time the bar before. */
  inconsistent: 16,
  /** The calendar has no trading then. */
  offSession: 32,
} as const
export type Flag = keyof typeof FLAGS

export interface QualityLimits {
  /** Bars whose moves tell what is usual. */
  readonly window: number
  /** Moves that must be known before any is called unusual. */
  readonly fewest: number
  /** An outlier is this many deviations away. Tails are heavy: at 10, a minute in 50 of some sound pairs would be one. */
  readonly deviations: number
  /** A market that hardly moves has a deviation of nearly nothing; smaller ones count as this fraction of the price. */
  readonly leastDeviation: number
  /** Bars without change and trades that make a stale row. */
  readonly staleBars: number
}

export const QUALITY_LIMITS: QualityLimits = {
  window: 101,
  fewest: 20,
  deviations: 20,
  leastDeviation: 0.0002,
  staleBars: 5,
}

/** Of normal values, the deviation is this many times the median absolute one. */
const DEVIATION_OF_MEDIAN = 1.4826

/**
 * Flags every bar, in one pass. What is usual is told by the `window` moves before a bar, so bars at the start of a stretch
 * may be judged more mildly than the same bars with their past; and a spike is known by the bar that follows it.
 */
export function flagBars(
  bars: BarColumns,
  calendar: Calendar,
  timeframe: Timeframe,
  limits: QualityLimits = QUALITY_LIMITS,
): Uint8Array {
  const flags = new Uint8Array(bars.time.length)
  flagTimes(bars.time, calendar, timeframe, flags)
  flagNumbers(bars, flags)
  flagVolumes(bars, limits.staleBars, flags)
  flagOutliers(bars, timeframeMs[timeframe], limits, flags)
  return flags
}

function flagTimes(times: Float64Array, calendar: Calendar, timeframe: Timeframe, flags: Uint8Array): void {
  const length = timeframeMs[timeframe]
  const isSession = (open: number): boolean =>
    length < timeframeMs['1d'] ? calendar.isOpen(open) : calendar.nextOpen(open, timeframe) === open
  for (let i = 0; i < times.length; i++) {
    const time = times[i]!
    const before = i > 0 ? times[i - 1]! : Number.NaN
    if (!Number.isFinite(time) || time <= before) {
      flags[i]! |= FLAGS.inconsistent
      continue
    }
    const open = calendar.open(time, timeframe)
    if (!isSession(open)) flags[i]! |= FLAGS.offSession
    // Bars that lie end to end have nothing between them; all others ask the calendar.
    if (time - before === length || !Number.isFinite(before)) continue
    if (calendar.count(timeframe, calendar.open(before, timeframe) + 1, open) > 0) flags[i]! |= FLAGS.afterGap
  }
}

function flagNumbers({ open, high, low, close, volume }: BarColumns, flags: Uint8Array): void {
  for (let i = 0; i < flags.length; i++) {
    // Written so that a missing number fails it too.
    const sound =
      low[i]! > 0 &&
      low[i]! <= Math.min(open[i]!, close[i]!) &&
      high[i]! >= Math.max(open[i]!, close[i]!) &&
      high[i]! < Number.POSITIVE_INFINITY &&
      volume[i]! >= 0 &&
      volume[i]! < Number.POSITIVE_INFINITY
    if (!sound) flags[i]! |= FLAGS.inconsistent
  }
}

/** A series that has no volume at all, as an index has, has none that could be missed. */
function flagVolumes(
  { open, high, low, close, volume }: BarColumns,
  staleBars: number,
  flags: Uint8Array,
): void {
  const knowsVolume = volume.some(each => each > 0)
  let row = 0
  for (let i = 0; i < flags.length; i++) {
    if (knowsVolume && volume[i] === 0) flags[i]! |= FLAGS.zeroVolume
    const price = close[i]!
    const still = volume[i] === 0 && open[i] === price && high[i] === price && low[i] === price
    row = !still ? 0 : i > 0 && close[i - 1] === price ? row + 1 : 1
    if (row === staleBars) for (let at = i - row + 1; at < i; at++) flags[at]! |= FLAGS.stale
    if (row >= staleBars) flags[i]! |= FLAGS.stale
  }
}

/**
 * A close is an outlier when it is too far from the last close and from the last good one, so the bar that comes back from
 * a spike is none; a high or low, when it sticks out too far of the bar before, and of what its own bar and the next opened
 * and closed at. What is too far is told by the median of the moves before, which a few wild ones do not change. After a
 * break in trading the market may have gone as far as a random walk goes in that time.
 */
function flagOutliers(
  { time, open, high, low, close }: BarColumns,
  length: number,
  { window, fewest, deviations, leastDeviation }: QualityLimits,
  flags: Uint8Array,
): void {
  const moves = new RollingMedian(window)
  const isSound = (i: number): boolean => i >= 0 && i < flags.length && (flags[i]! & FLAGS.inconsistent) === 0
  let last = -1
  let good = -1
  for (let i = 0; i < flags.length; i++) {
    if (!isSound(i)) continue
    const lengths = last < 0 ? 1 : Math.max(1, (time[i]! - time[last]!) / length)
    const usual = Math.max(DEVIATION_OF_MEDIAN * moves.median, leastDeviation)
    if (moves.count >= fewest) {
      const limit = deviations * usual
      const far =
        Math.min(distance(close[i]!, close[last]!), distance(close[i]!, close[good]!)) >
        limit * Math.sqrt(lengths)
      const next = isSound(i + 1) ? i + 1 : i
      const top = Math.max(open[i]!, close[i]!, high[last]!, open[next]!, close[next]!)
      const bottom = Math.min(open[i]!, close[i]!, low[last]!, open[next]!, close[next]!)
      const spike = Math.log(high[i]! / top) > limit || Math.log(bottom / low[i]!) > limit
      if (far || spike) flags[i]! |= FLAGS.outlier
      if (!far) good = i
    } else good = i
    if (last >= 0) moves.push(distance(close[i]!, close[last]!) / Math.sqrt(lengths))
    last = i
  }
}

const distance = (a: number, b: number): number => Math.abs(Math.log(a / b))
