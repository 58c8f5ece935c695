import type { BarColumns } from '../../../sandbox/ir/bars'
import { barOpen, TIMEFRAMES, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import { aggregateColumns } from '../aggregate/columns'
import type { Calendar } from '../calendar/calendar'
import { rowsOf } from '../store/columns'
import type { SeriesKey, Stretch } from '../store/series'

const WEEK = timeframeMs['1w']
/** Bars that are in memory at a time. */
const BARS_AT_ONCE = 160_000

export const slowerThan = (timeframe: Timeframe): readonly Timeframe[] =>
  TIMEFRAMES.slice(TIMEFRAMES.indexOf(timeframe) + 1)

/** Stretches of whole weeks that hold [first, last]: no bar of any calendar reaches from one into the next. */
export function* weeksFrom(first: number, last: number, timeframe: Timeframe): Generator<Stretch> {
  const weeks = Math.max(1, Math.floor(BARS_AT_ONCE / (WEEK / timeframeMs[timeframe])))
  for (let from = barOpen(first, '1w'); from <= last; from += weeks * WEEK)
    yield { from, to: from + weeks * WEEK }
}

/** The moment up to which a series that ends with the bar `last` tells all there was: when its market's next bar opens. */
export const knownUntil = (calendar: Calendar, timeframe: Timeframe, last: number): number =>
  calendar.nextOpen(calendar.end(last, timeframe), timeframe)

/**
 * The slower bars of some whole weeks; those that are not over at `until` are left out. `decimals` are those of the volumes,
 * as far as their sums can have them exactly.
 */
export function slowerBars(
  bars: BarColumns,
  { venue, symbol, timeframe }: SeriesKey,
  calendar: Calendar,
  until: number,
  decimals: number,
): { readonly key: SeriesKey; readonly bars: BarColumns }[] {
  const lot = 1 / 10 ** Math.min(decimals, exactDecimals(bars.volume.reduce((sum, each) => sum + each, 0)))
  return slowerThan(timeframe).map(slower => {
    const made = aggregateColumns(bars, slower, calendar, { lot })
    let over = made.time.length
    while (over > 0 && calendar.end(made.time[over - 1] ?? 0, slower) > until) over--
    return { key: { venue, symbol, timeframe: slower }, bars: rowsOf(made, 0, over) }
  })
}

/** Decimals up to which a number of this size is a whole number of lots that a double holds; negative for very large ones. */
const exactDecimals = (size: number): number =>
  Math.floor(Math.log10(Number.MAX_SAFE_INTEGER / Math.max(1, size)))
