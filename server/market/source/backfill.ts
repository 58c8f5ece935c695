import { barOpen, type Timeframe } from '../../../sandbox/ir/timeframe'
import { calendars } from '../calendar'
import type { Instrument, MarketProvider } from '../provider'
import type { SeriesKey, Stretch } from '../store/series'
import type { BarStore } from '../store/store'
import { clearly } from './clearly'
import { fetchStretch } from './fetch'
import { firstOpen, settledEnd } from './opens'

/** What one back-fill may ask for: a venue gives about half a million bars a minute. */
export const MOST_BARS = 5_000_000

export const tooManyBars = (bars: number): string =>
  `These are ${grouped(bars)} bars; one job fetches up to ${grouped(MOST_BARS)}. Choose a shorter range or a slower timeframe.`

export const grouped = (count: number): string => count.toLocaleString('en-US')

/** What there is to do: bars that the calendar has, of the range asked for. */
export interface BackfillPlan {
  readonly stretch: Stretch
  readonly missing: readonly Stretch[]
  readonly bars: number
  readonly missingBars: number
}

export interface BackfillProgress {
  /** Of the bars in the range, how many the venue was asked for by now. */
  readonly done: number
  readonly total: number
  readonly at: number
}

export async function planBackfill(
  store: BarStore,
  provider: MarketProvider,
  { symbol, calendar, listedAt, delistedAt }: Instrument,
  timeframe: Timeframe,
  { from, to }: Stretch,
): Promise<BackfillPlan> {
  // Before its listing and after its end an instrument has no bars: none of them is missing.
  const stretch = {
    from: Math.max(firstOpen(from, timeframe), listedAt === null ? -Infinity : barOpen(listedAt, timeframe)),
    to: Math.min(
      firstOpen(to, timeframe),
      settledEnd(provider.now(), timeframe),
      delistedAt === null ? Infinity : firstOpen(delistedAt, timeframe),
    ),
  }
  if (stretch.from >= stretch.to) return { stretch, missing: [], bars: 0, missingBars: 0 }
  const missing = await store.missing(
    { venue: provider.storedAs, symbol, timeframe },
    stretch.from,
    stretch.to,
  )
  const count = (each: Stretch) =>
    each.from < each.to ? calendars[calendar].count(timeframe, each.from, each.to) : 0
  return {
    stretch,
    missing,
    bars: count(stretch),
    missingBars: missing.reduce((sum, each) => sum + count(each), 0),
  }
}

/**
 * Asks the venue for what is missing of the range and stores it page by page. Whatever ends it, what was stored counts, and
 * the next one goes on there.
 */
export async function backfill(
  store: BarStore,
  provider: MarketProvider,
  instrument: Instrument,
  timeframe: Timeframe,
  range: Stretch,
  { signal, tell }: { readonly signal: AbortSignal; readonly tell: (progress: BackfillProgress) => void },
): Promise<BackfillProgress> {
  const { symbol } = instrument
  const key: SeriesKey = { venue: provider.storedAs, symbol, timeframe }
  const plan = await planBackfill(store, provider, instrument, timeframe, range)
  const calendar = calendars[instrument.calendar]
  let progress: BackfillProgress = {
    done: plan.bars - plan.missingBars,
    total: plan.bars,
    at: plan.missing[0]?.from ?? plan.stretch.to,
  }
  tell(progress)
  for (const stretch of plan.missing)
    await clearly(provider, symbol, timeframe, () =>
      fetchStretch(store, provider, key, stretch, {
        signal,
        onPage: ({ covered: { from, to } }) => {
          progress = {
            ...progress,
            done: Math.min(progress.total, progress.done + calendar.count(timeframe, from, to)),
            at: to,
          }
          tell(progress)
        },
      }),
    )
  return progress
}
