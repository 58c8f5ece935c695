import { barOpen, type Timeframe, timeframeMs } from '../../sandbox/ir/timeframe'
import type { Instrument, MarketProvider } from '../market/provider'
import type { BarSource } from '../market/source/source'
import { liveMissed } from '../metrics'
import type { BarRow } from '../notices'
import type { LiveHub } from './hub'
import { type LiveBatch, rowOf } from './liveRow'
import { rowsOfBars } from './rows'

/** What closed this long before a reader was cut off may not have reached it; in real time. */
const SLACK_MS = 15_000
/** Bars of all its symbols that a reader who comes back is told; more are for it to read anew. */
const MOST_MISSED = 2_000

/**
 * Rows as JSON text. Walking every number again for each of many readers costs more than all the rest of telling them,
 * so a bar is written once.
 */
export type RowsText = string

export type BarsEvent =
  /** The bars that form, and before them those that closed while the reader was away; with `resync` not all of these. */
  | {
      readonly kind: 'snapshot'
      readonly at: number
      readonly rows: RowsText
      readonly resync: boolean
    }
  | ({ readonly kind: 'update'; readonly at: number; readonly rows: RowsText } & Omit<LiveBatch, 'bars'>)

export interface WatchParts {
  readonly hub: LiveHub
  readonly source: Pick<BarSource, 'barsBeforeAll'>
  readonly provider: MarketProvider
  /** Venue time runs this much faster than real time. */
  readonly speed: number
  /** Each once. */
  readonly instruments: readonly Instrument[]
  readonly timeframe: Timeframe
  /** The venue's time of the last event that reached the reader before; null: it is new. */
  readonly since: number | null
  readonly drained: (signal: AbortSignal | undefined) => Promise<void>
}

/** Bars as they grow and close. A reader that can't keep up is told the newest, and how much it did not get. */
export async function* watchBars(
  parts: WatchParts,
  signal: AbortSignal | undefined,
): AsyncGenerator<BarsEvent> {
  const { hub, provider, instruments, timeframe, drained } = parts
  const follower = hub.follow(provider, instruments, timeframe, signal)
  try {
    const forming = await follower.snapshot()
    const missed = await missedBars(parts, signal)
    yield {
      kind: 'snapshot',
      at: provider.now(),
      rows: JSON.stringify([...(missed ?? []), ...forming]),
      resync: missed === null,
    }
    while (await follower.changed()) {
      // Only what the reader has room for is taken: the rest goes on changing in its place.
      await drained(signal)
      const { bars, missed, resync } = follower.take()
      if (missed > 0) liveMissed.inc(missed)
      const rows = `[${bars.map(({ text }) => text).join()}]`
      yield { kind: 'update', at: provider.now(), rows, missed, resync }
    }
  } finally {
    follower.close()
  }
}

/** Null: more than a reader is told of one by one. */
async function missedBars(parts: WatchParts, signal: AbortSignal | undefined): Promise<BarRow[] | null> {
  const { source, provider, speed, instruments, timeframe, since } = parts
  if (since === null) return []
  const symbols = instruments.map(({ symbol }) => symbol)
  const length = timeframeMs[timeframe]
  const present = provider.now()
  const end = barOpen(present, timeframe)
  const from = barOpen(since - SLACK_MS * speed, timeframe)
  const count = (end - from) / length
  // a reader from before the venue's clock was set back has nothing to go on from
  if (since > present + SLACK_MS * speed || count * symbols.length > MOST_MISSED) return null
  if (count <= 0) return []
  const bars = await source.barsBeforeAll(provider, symbols, timeframe, end, count, signal)
  return symbols.flatMap((symbol, place) => {
    const columns = bars[place]
    return columns ? Array.from(rowsOfBars(columns), bar => rowOf(symbol, bar, 1)) : []
  })
}
