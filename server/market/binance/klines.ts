import type { BarColumns } from '../../../sandbox/ir/bars'
import { barOpen, type Timeframe, timeframeMs } from '../../../sandbox/ir/timeframe'
import type { FormingBar } from '../provider'
import type { Rest, VenueWorld } from './rest'
import type { VenueClock } from './skew'
import { klineRows } from './wire'

/** Most rows of one answer. */
const PAGE_BARS = 1_000
const WEIGHT = 2
/** A bar's last trades may reach the venue's history a moment after its end; before that its numbers aren't final. */
export const SETTLE_MS = 2_000
/** A bar that ends this soon is waited for. */
export const SOON_MS = 5_000

export interface KlineSource {
  readonly rest: Rest
  readonly clock: VenueClock
  readonly world: VenueWorld
}

/** The closed bars that open in [from, to), in pages as the venue gives them; bars it never made are missing. */
export async function* closedBars(
  { rest, clock, world }: KlineSource,
  symbol: string,
  timeframe: Timeframe,
  from: number,
  to: number,
  signal?: AbortSignal,
): AsyncGenerator<readonly FormingBar[]> {
  await clock.ready(signal)
  const length = timeframeMs[timeframe]
  let at = barOpen(Math.max(0, from) + length - 1, timeframe)
  const wanted = barOpen(to + length - 1, timeframe)
  if (at < wanted) await settle(wanted)
  const end = Math.min(wanted, barOpen(clock.now() - SETTLE_MS, timeframe))
  while (at < end) {
    signal?.throwIfAborted()
    const limit = Math.min(PAGE_BARS, (end - at) / length)
    const params = { symbol, interval: timeframe, startTime: at, endTime: end - 1, limit }
    const inOrder = klineRows.refine(rows => isInOrder(rows, timeframe, at, end), 'bars out of place')
    const answer = await rest.ask('/api/v3/klines', params, WEIGHT, inOrder, signal)
    if (answer.at !== null) clock.heard(answer.at)
    // The answer's own time has the last word: should our clock have jumped ahead, a bar that still grows is not told.
    const rows = answer.value.filter(({ time }) => time + length <= (answer.at ?? Number.POSITIVE_INFINITY))
    const last = rows.at(-1)
    if (!last) return
    yield rows
    // A page that is shorter than asked does not mean that there is no more: only an empty one does.
    at = last.time + length
  }

  /** Waits for bars that end at `time`, if that is soon. Timers may wake a little early, hence again and again. */
  async function settle(time: number): Promise<void> {
    for (;;) {
      const waitMs = time + SETTLE_MS - clock.now()
      if (waitMs <= 0 || waitMs > SETTLE_MS + SOON_MS || signal?.aborted) return
      await world.sleep(waitMs, signal)
    }
  }
}

/** The bar of the venue's present. Without a trade in it yet, it stands at the close before. */
export async function formingKline(
  { rest, clock }: KlineSource,
  symbol: string,
  timeframe: Timeframe,
): Promise<FormingBar | null> {
  await clock.ready()
  const [bar] = await rest.get('/api/v3/klines', { symbol, interval: timeframe, limit: 1 }, WEIGHT, klineRows)
  if (!bar) return null
  const open = barOpen(clock.now(), timeframe)
  if (bar.time >= open) return bar
  return { time: open, open: bar.close, high: bar.close, low: bar.close, close: bar.close, volume: 0 }
}

function isInOrder(rows: readonly FormingBar[], timeframe: Timeframe, from: number, to: number): boolean {
  return rows.every(
    ({ time }, i) =>
      time >= (i === 0 ? from : rows[i - 1]!.time + timeframeMs[timeframe]) &&
      time < to &&
      barOpen(time, timeframe) === time,
  )
}

export function columnsOf(rows: readonly FormingBar[]): BarColumns {
  const column = (field: keyof FormingBar) => Float64Array.from(rows, row => row[field])
  return {
    time: column('time'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  }
}
