import type { Timeframe } from '../../../sandbox/ir/timeframe'
import { timeframeMs } from '../../../sandbox/ir/timeframe'
import { calendars } from '../calendar'
import type { Instrument, MarketProvider } from '../provider'
import { type CoverageDay, coverageDays } from '../quality/coverage'
import { type Flag, flagBars } from '../quality/flags'
import { type Gap, gapsOf } from '../quality/gaps'
import { countFlags } from '../quality/summary'
import { rowAt, rowsOf } from '../store/columns'
import type { SeriesSummary, Stretch } from '../store/series'
import type { BarStore } from '../store/store'

export interface DayCovered extends CoverageDay {
  /** How many of the expected bars the venue was asked for. */
  readonly asked: number
  /** Bars of the day that are doubtful in any way. */
  readonly flagged: number
}

/** How good what is stored of a range is. */
export interface Coverage {
  readonly days: readonly DayCovered[]
  /** Where bars are missing although the venue was asked for them, the oldest first. */
  readonly gaps: readonly Gap[]
  /** Of all gaps, also those that are not listed. */
  readonly gapCount: number
  readonly missing: number
  readonly bars: number
  /** How many bars have each flag; a bar may have several. */
  readonly flags: Readonly<Record<Flag, number>>
}

const MOST_GAPS = 500
/** Bars before the range, by which its first ones are judged. */
const LEAD_BARS = 200

/** Day by day what is stored of [from, to), against the instrument's calendar. */
export async function coverageOf(
  store: BarStore,
  provider: MarketProvider,
  { symbol, calendar: calendarId }: Instrument,
  timeframe: Timeframe,
  { from, to }: Stretch,
): Promise<Coverage> {
  const calendar = calendars[calendarId]
  const key = { venue: provider.storedAs, symbol, timeframe }
  // Not through the cache: it must not be asked for what is not covered.
  const [withLead, [summary]] = await Promise.all([
    store.load(key, from - LEAD_BARS * timeframeMs[timeframe], to),
    store.summaries(key),
  ])
  const first = rowAt(withLead.time, from)
  const bars = rowsOf(withLead, first, withLead.time.length)
  const flags = flagBars(withLead, calendar, timeframe).subarray(first)
  const asked = (summary ? askedOf(provider, summary) : []).flatMap(each => overlap(each, { from, to }))
  const gaps = asked.flatMap(each => gapsOf(bars.time, calendar, timeframe, each.from, each.to))
  const days = coverageDays(bars.time, calendar, timeframe, from, to).map(day => {
    const [end, start] = [day.day + timeframeMs['1d'], rowAt(bars.time, day.day)]
    const inside = asked.flatMap(each => overlap(each, { from: Math.max(from, day.day), to: end }))
    return {
      ...day,
      asked: inside.reduce((sum, each) => sum + calendar.count(timeframe, each.from, each.to), 0),
      flagged: flags.subarray(start, rowAt(bars.time, end)).reduce((sum, flag) => sum + (flag ? 1 : 0), 0),
    }
  })
  return {
    days,
    gaps: gaps.slice(0, MOST_GAPS),
    gapCount: gaps.length,
    missing: gaps.reduce((sum, gap) => sum + gap.missing, 0),
    bars: bars.time.length,
    flags: countFlags(flags),
  }
}

/** The stretches whose missing bars are holes. A file is asked for as a whole. */
export function askedOf(
  { live }: MarketProvider,
  { key, covered, first, last }: Pick<SeriesSummary, 'key' | 'covered' | 'first' | 'last'>,
): readonly Stretch[] {
  if (live || covered.length > 0 || first === null || last === null) return covered
  return [{ from: first, to: last + timeframeMs[key.timeframe] }]
}

function overlap(a: Stretch, b: Stretch): Stretch[] {
  const both = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
  return both.from < both.to ? [both] : []
}
