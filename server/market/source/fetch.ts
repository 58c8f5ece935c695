import type { BarColumns } from '../../../sandbox/ir/bars'
import { timeframeMs } from '../../../sandbox/ir/timeframe'
import type { MarketProvider } from '../provider'
import type { SeriesKey, Stretch, Written } from '../store/series'
import type { BarStore } from '../store/store'
import { settledEnd } from './opens'

/** A page as it was stored, and up to where the venue's answer reaches. */
export interface Fetched {
  readonly covered: Stretch
  readonly written: Written
}

/** Bars that may be asked for in one question at the present's edge; more come in pages of history. */
const EDGE_BARS = 1_000

/** Asks the venue for a stretch and stores page by page what it gives, each with what it covers. */
export async function fetchStretch(
  store: BarStore,
  provider: MarketProvider,
  key: SeriesKey,
  stretch: Stretch,
  { signal, onPage = () => {} }: { signal?: AbortSignal; onPage?: (page: Fetched) => void } = {},
): Promise<void> {
  const { symbol, timeframe } = key
  const length = timeframeMs[timeframe]
  const settled = settledEnd(provider.now(), timeframe)
  const keep = async (bars: BarColumns, covered: Stretch) => {
    onPage({ covered, written: await store.append(key, bars, covered) })
  }

  let at = stretch.from
  // the past in pages, unless one question gets past and present together
  const bulk = stretch.to <= settled || (stretch.to - at) / length > EDGE_BARS
  const past = Math.min(stretch.to, settled)
  if (bulk && at < past) {
    for await (const bars of provider.history(symbol, timeframe, at, past, signal)) {
      const to = Math.max(at, (bars.time.at(-1) ?? -Infinity) + length)
      await keep(bars, { from: at, to })
      at = to
      signal?.throwIfAborted()
    }
    signal?.throwIfAborted()
    // asked once more: the venue's answers may have put its clock right
    const sure = Math.min(past, settledEnd(provider.now(), timeframe))
    if (at < sure) await keep(NONE, { from: at, to: sure })
    at = Math.max(at, sure)
  }
  if (at >= stretch.to) return
  const bars = await provider.barsBefore(symbol, timeframe, stretch.to, (stretch.to - at) / length)
  const reached = Math.max(
    (bars.time.at(-1) ?? -Infinity) + length,
    Math.min(stretch.to, settledEnd(provider.now(), timeframe)),
  )
  if (reached > at) await keep(bars, { from: at, to: reached })
}

const none = new Float64Array(0)
const NONE: BarColumns = { time: none, open: none, high: none, low: none, close: none, volume: none }
