import { type Timeframe, timeframeMs } from '../../sandbox/ir/timeframe'
import { calendars } from '../market/calendar'
import type { CalendarId } from '../market/calendar/calendar'
import type { Instrument, MarketProvider } from '../market/provider'
import { lastClosedBar } from '../scheduler/due'

/** First and last moment a bar may open at, UTC ms. */
export interface Span {
  readonly from: number
  readonly to: number
}

const DAY_MS = 86_400_000

/** How far back a backtest begins where nobody says: long enough to mean something, short enough to be there at once. */
const USUAL_DAYS: Readonly<Record<Timeframe, number>> = {
  '1m': 14,
  '5m': 60,
  '15m': 120,
  '30m': 180,
  '1h': 365,
  '4h': 730,
  '1d': 1_095,
  '1w': 2_190,
}

/** The newest closed bar that a venue has; null: it has none. */
export const newestBar = async (provider: MarketProvider, timeframe: Timeframe): Promise<number | null> =>
  provider.latestBar ? provider.latestBar(timeframe) : lastClosedBar(timeframe, provider.now())

/** Where a backtest of these instruments begins when nobody says: files from their first bar, all else as is usual. */
export function usualStart(
  instruments: readonly Instrument[],
  timeframe: Timeframe,
  to: number,
  live: boolean,
): number {
  const usual = to - USUAL_DAYS[timeframe] * DAY_MS
  const listed = instruments.flatMap(({ listedAt }) => (listedAt === null ? [] : [listedAt]))
  if (listed.length === 0) return usual
  const first = Math.min(...listed)
  return live ? Math.max(usual, first) : first
}

/** From where on a symbol has `bars` bars before `from`, by its calendar. */
export function reachBack(calendar: CalendarId, timeframe: Timeframe, from: number, bars: number): number {
  let length = bars * timeframeMs[timeframe]
  // a week holds hours of trading whatever the calendar, so this ends
  while (calendars[calendar].count(timeframe, from - length, from) < bars)
    length += Math.max(timeframeMs[timeframe], Math.ceil(length / 2))
  return from - length
}

/** Bars of one symbol in [from, to], by its calendar. */
export const barsBetween = (calendar: CalendarId, timeframe: Timeframe, { from, to }: Span): number =>
  calendars[calendar].count(timeframe, from, to + 1)
