import type { BarColumns } from '../../../sandbox/ir/bars'
import { TIMEFRAMES, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import { calendars } from '../calendar'
import type { Calendar } from '../calendar/calendar'
import type { Instrument, MarketProvider } from '../provider'
import { FLAGS, flagBars } from '../quality/flags'
import { gapsOf } from '../quality/gaps'
import { rowAt, rowsOf } from '../store/columns'
import type { SeriesKey, Stretch } from '../store/series'
import type { BarStore } from '../store/store'
import { clearly } from './clearly'

export interface Repaired {
  /** Bars that were missing, and those that were doubtful, before. */
  readonly missing: number
  readonly doubtful: number
  /** What the venue's answer made of them. */
  readonly added: number
  readonly corrected: number
  /** The same in slower timeframes, whose bars hold these. */
  readonly slower: number
}

export interface RepairTalk {
  readonly signal: AbortSignal
  /** `fraction` of the work that is done; what was put right by now. */
  readonly tell: (fraction: number, repaired: Repaired) => void
}

/** Bars looked at in one go, and before them the past by which the first of them are judged. */
const WINDOW_BARS = 100_000
const LEAD_BARS = 200
/** Doubtful bars closer than this are asked for together: a question costs more than the bars in it. */
const TOGETHER_BARS = 200
/** What the venue can put right. A bar without trades, or outside the session, is the venue's to have. */
const DOUBTFUL = FLAGS.outlier | FLAGS.inconsistent | FLAGS.stale

/**
 * Asks the venue again for what is missing and what is doubtful in the stretches it was asked for, and corrects the store by
 * its answers; then the same for the slower bars that hold what changed. What the venue says again stands.
 */
export async function repair(
  store: BarStore,
  provider: MarketProvider,
  { symbol, calendar: calendarId }: Instrument,
  timeframe: Timeframe,
  { signal, tell }: RepairTalk,
): Promise<Repaired> {
  const key: SeriesKey = { venue: provider.storedAs, symbol, timeframe }
  const calendar = calendars[calendarId]
  const windows = (await store.covered(key)).flatMap(stretch => windowsOf(stretch, timeframe))
  let repaired: Repaired = { missing: 0, doubtful: 0, added: 0, corrected: 0, slower: 0 }
  for (const [done, window] of windows.entries()) {
    signal.throwIfAborted()
    const found = await suspects(store, key, calendar, window)
    repaired = {
      ...repaired,
      missing: repaired.missing + found.missing,
      doubtful: repaired.doubtful + found.doubtful,
    }
    const changed: Stretch[] = []
    for (const stretch of found.stretches) {
      const { added, corrected } = await askAgain(store, provider, key, stretch, signal)
      if (added + corrected > 0) changed.push(stretch)
      repaired = {
        ...repaired,
        added: repaired.added + added,
        corrected: repaired.corrected + corrected,
      }
    }
    for (const stretch of changed)
      repaired = {
        ...repaired,
        slower: repaired.slower + (await repairSlower(store, provider, key, calendar, stretch, signal)),
      }
    tell((done + 1) / windows.length, repaired)
  }
  return repaired
}

function windowsOf({ from, to }: Stretch, timeframe: Timeframe): Stretch[] {
  const step = WINDOW_BARS * timeframeMs[timeframe]
  const windows: Stretch[] = []
  for (let at = from; at < to; at += step) windows.push({ from: at, to: Math.min(to, at + step) })
  return windows
}

/** What to ask for again in a window. */
async function suspects(
  store: BarStore,
  key: SeriesKey,
  calendar: Calendar,
  { from, to }: Stretch,
): Promise<{ readonly missing: number; readonly doubtful: number; readonly stretches: readonly Stretch[] }> {
  const { timeframe } = key
  const length = timeframeMs[timeframe]
  const withLead = await store.load(key, from - LEAD_BARS * length, to)
  const first = rowAt(withLead.time, from)
  const flags = flagBars(withLead, calendar, timeframe).subarray(first)
  const bars: BarColumns = rowsOf(withLead, first, withLead.time.length)
  const gaps = gapsOf(bars.time, calendar, timeframe, from, to)
  const places: Stretch[] = gaps.map(gap => ({ from: gap.from, to: gap.to }))
  let doubtful = 0
  flags.forEach((flag, row) => {
    if ((flag & DOUBTFUL) === 0) return
    doubtful++
    const time = bars.time[row] ?? from
    places.push({ from: time, to: time + length })
  })
  return {
    missing: gaps.reduce((sum, gap) => sum + gap.missing, 0),
    doubtful,
    stretches: joined(places, TOGETHER_BARS * length),
  }
}

/** The stretches in order, those that lie closer than `within` as one. */
export function joined(stretches: readonly Stretch[], within: number): readonly Stretch[] {
  const whole: Stretch[] = []
  for (const each of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = whole.at(-1)
    if (last && each.from - last.to < within)
      whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, each.to) }
    else whole.push(each)
  }
  return whole
}

async function askAgain(
  store: BarStore,
  provider: MarketProvider,
  key: SeriesKey,
  { from, to }: Stretch,
  signal: AbortSignal,
): Promise<{ readonly added: number; readonly corrected: number }> {
  let [added, corrected] = [0, 0]
  await clearly(provider, key.symbol, key.timeframe, async () => {
    for await (const bars of provider.history(key.symbol, key.timeframe, from, to, signal)) {
      signal.throwIfAborted()
      const written = await store.correct(key, bars)
      added += written.added
      corrected += written.changed
    }
  })
  return { added, corrected }
}

/** The stored bars of slower timeframes that hold the stretch, asked for again. How many were put right. */
async function repairSlower(
  store: BarStore,
  provider: MarketProvider,
  { venue, symbol, timeframe }: SeriesKey,
  calendar: Calendar,
  { from, to }: Stretch,
  signal: AbortSignal,
): Promise<number> {
  let repaired = 0
  for (const slower of TIMEFRAMES.slice(TIMEFRAMES.indexOf(timeframe) + 1)) {
    const key: SeriesKey = { venue, symbol, timeframe: slower }
    const holding = { from: calendar.open(from, slower), to: calendar.open(to - 1, slower) + 1 }
    for (const covered of await store.covered(key)) {
      const stretch = {
        from: Math.max(covered.from, holding.from),
        to: Math.min(covered.to, holding.to),
      }
      if (stretch.from >= stretch.to) continue
      const { added, corrected } = await askAgain(store, provider, key, stretch, signal)
      repaired += added + corrected
    }
  }
  return repaired
}
