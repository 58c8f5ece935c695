import type { BarColumns } from '../../../sandbox/ir/bars'
import type { Timeframe } from '../../../sandbox/ir/timeframe'
import type { Calendar } from '../calendar/calendar'
import { FLAGS, type Flag, flagBars, QUALITY_LIMITS, type QualityLimits } from './flags'
import { gapsOf } from './gaps'

/** What is to be said of a stretch of bars as a whole. */
export interface QualitySummary {
  readonly bars: number
  /** Bars that the calendar has in the stretch, and how many of them are missing in how many gaps. */
  readonly expected: number
  readonly missing: number
  readonly gaps: number
  /** Bars with any flag, and with each; a bar may have several. */
  readonly flagged: number
  readonly flags: Readonly<Record<Flag, number>>
}

export function summarise(
  bars: BarColumns,
  calendar: Calendar,
  timeframe: Timeframe,
  from: number,
  to: number,
  limits: QualityLimits = QUALITY_LIMITS,
): QualitySummary {
  const gaps = gapsOf(bars.time, calendar, timeframe, from, to)
  const flags = flagBars(bars, calendar, timeframe, limits)
  return {
    bars: bars.time.length,
    expected: calendar.count(timeframe, from, calendar.open(to, timeframe)),
    missing: gaps.reduce((sum, gap) => sum + gap.missing, 0),
    gaps: gaps.length,
    flagged: flags.reduce((count, each) => (each === 0 ? count : count + 1), 0),
    flags: countFlags(flags),
  }
}

/** How many bars have each flag. */
export function countFlags(flags: Uint8Array): Record<Flag, number> {
  const names = Object.keys(FLAGS) as Flag[] // the keys are the flags by definition
  const count = (bit: number) => flags.reduce((sum, each) => sum + ((each & bit) === 0 ? 0 : 1), 0)
  return Object.fromEntries(names.map(name => [name, count(FLAGS[name])])) as Record<Flag, number>
}
