import { timeframeMs } from '../../sandbox/ir/timeframe'
import type { FormingBar } from '../market/provider'
import { type SeriesKey, seriesName } from '../market/store/series'
import type { SeriesBars } from '../market/store/write'
import type { BarName } from '../scheduler/due'
import type { Recorder, RecorderOptions } from './recorder'
import { columnsOfBars, rowsOfBars } from './rows'

/** Series a transaction writes. */
const SERIES_AT_ONCE = 200
/** Which series are kept is asked again this often, in real time. */
const KNOWN_MS = 5_000
/** A series that ends further back than this many bars is left for a back-fill. */
const NEAR_BARS = 1_500

/** Series that are stored already go on with what the venue computes. */
export class ComputedRecorder implements Recorder {
  readonly #options: RecorderOptions
  /** Up to where each series is kept, by its name. */
  readonly #keptTo = new Map<string, number>()
  #known: readonly SeriesKey[] = []
  #knownAt = Number.NEGATIVE_INFINITY

  constructor(options: RecorderOptions) {
    this.#options = options
  }

  take(): void {}

  async keep(closing: readonly BarName[]): Promise<void> {
    const { store } = this.#options
    const ends = new Map(closing.map(({ timeframe, time }) => [timeframe, time + timeframeMs[timeframe]]))
    if (ends.size === 0) return
    const entries: SeriesBars[] = []
    for (const key of await this.#stored()) {
      const to = ends.get(key.timeframe)
      if (to !== undefined) entries.push(...(await this.#upTo(key, to)))
    }
    for (let first = 0; first < entries.length; first += SERIES_AT_ONCE)
      await store.appendAll(entries.slice(first, first + SERIES_AT_ONCE))
    for (const { key, covering } of entries) if (covering) this.#keptTo.set(seriesName(key), covering.to)
  }

  async #stored(): Promise<readonly SeriesKey[]> {
    const { store, provider, now } = this.#options
    if (now() - this.#knownAt >= KNOWN_MS) {
      this.#known = (await store.summaries({ venue: provider.storedAs })).map(({ key }) => key)
      this.#knownAt = now()
    }
    return this.#known
  }

  async #upTo(key: SeriesKey, to: number): Promise<SeriesBars[]> {
    const { store, provider } = this.#options
    const length = timeframeMs[key.timeframe]
    const kept = this.#keptTo.get(seriesName(key)) ?? (await store.covered(key)).at(-1)?.to ?? 0
    const from = kept > to - NEAR_BARS * length ? kept : to - length
    if (from >= to) return []
    const bars: FormingBar[] = []
    for await (const page of provider.history(key.symbol, key.timeframe, from, to))
      bars.push(...rowsOfBars(page))
    return [{ key, bars: columnsOfBars(bars), covering: { from, to } }]
  }
}
