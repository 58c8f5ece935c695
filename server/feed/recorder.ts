// Keeps what a venue's stream closes. Slower bars are made of the minutes that are stored, so a bar that was late, or a
// leader that died, changes nothing about what they come to.
import { barOpen, type Timeframe, timeframeMs } from '../../sandbox/ir/timeframe'
import type { FormingBar, LiveBar, MarketProvider } from '../market/provider'
import { type SeriesKey, type Stretch, seriesName } from '../market/store/series'
import type { BarStore } from '../market/store/store'
import type { SeriesBars } from '../market/store/write'
import type { BarName } from '../scheduler/due'
import { columnsOfBars, grown, rowsOfBars } from './slower'

const MINUTE = timeframeMs['1m']
/** Series a transaction writes. */
const SERIES_AT_ONCE = 200
/** Which series are kept is asked again this often, in real time. */
const KNOWN_MS = 5_000
/** A series that ends further back than this many bars is left for a back-fill. */
const NEAR_BARS = 1_500

export interface RecorderOptions {
  readonly store: BarStore
  readonly provider: MarketProvider
  /** Real time. */
  readonly now: () => number
}

export interface Recorder {
  /** A closed minute, in the order of its symbol. */
  readonly take: (bar: LiveBar) => void
  /** Stores what was taken, and the slower bars that end with it. Whatever fails is tried again by the next call. */
  readonly keep: (closing: readonly BarName[]) => Promise<void>
}

/** Of a venue that computes its bars, those series are kept that somebody asked for; of others, all. */
export const recorderOf = (options: RecorderOptions): Recorder =>
  options.provider.computed ? new ComputedRecorder(options) : new MinuteRecorder(options)

/** Series that are stored already go on with what the venue computes. */
class ComputedRecorder implements Recorder {
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

/** Every symbol's minutes are kept as the stream tells them, and slower bars are made of them. */
class MinuteRecorder implements Recorder {
  readonly #options: RecorderOptions
  #taken = new Map<string, FormingBar[]>()
  /** What of each symbol's minutes this process knows to be whole. */
  readonly #whole = new Map<string, Stretch>()
  /** Slower bars to make, by name of their series; a bar once however often its minutes change. */
  readonly #due = new Map<string, { readonly key: SeriesKey; readonly opens: Set<number> }>()
  /** The end of the newest bar of each timeframe that was announced. */
  readonly #closedTo = new Map<Timeframe, number>()

  constructor(options: RecorderOptions) {
    this.#options = options
  }

  take({ symbol, closed: _, ...bar }: LiveBar): void {
    const bars = this.#taken.get(symbol)
    if (bars) bars.push(bar)
    else this.#taken.set(symbol, [bar])
    for (const [timeframe, closedTo] of this.#closedTo) {
      const open = barOpen(bar.time, timeframe)
      if (open + timeframeMs[timeframe] <= closedTo) this.#isDue(symbol, timeframe, open)
    }
  }

  async keep(closing: readonly BarName[]): Promise<void> {
    await this.#keepMinutes()
    for (const { timeframe, time } of closing) {
      if (timeframe === '1m') continue
      this.#closedTo.set(timeframe, time + timeframeMs[timeframe])
      for (const symbol of this.#whole.keys()) this.#isDue(symbol, timeframe, time)
    }
    await this.#keepSlower()
  }

  async #keepMinutes(): Promise<void> {
    const { store } = this.#options
    const taken = this.#taken
    const entries = [...taken].map(([symbol, bars]): SeriesBars => {
      const from = Math.min(this.#whole.get(symbol)?.to ?? Number.POSITIVE_INFINITY, bars[0]!.time)
      return {
        key: this.#key(symbol, '1m'),
        bars: columnsOfBars(bars),
        // what the stream left out in between, the venue never made
        covering: { from, to: bars.at(-1)!.time + MINUTE },
      }
    })
    this.#taken = new Map()
    for (let first = 0; first < entries.length; first += SERIES_AT_ONCE) {
      const batch = entries.slice(first, first + SERIES_AT_ONCE)
      try {
        await store.correctAll(batch)
      } catch (error) {
        for (const { key } of entries.slice(first)) this.#giveBack(key.symbol, taken.get(key.symbol) ?? [])
        throw error
      }
      for (const { key, covering } of batch)
        if (covering)
          this.#whole.set(key.symbol, {
            from: Math.min(this.#whole.get(key.symbol)?.from ?? covering.from, covering.from),
            to: covering.to,
          })
    }
  }

  async #keepSlower(): Promise<void> {
    const { store } = this.#options
    const due = [...this.#due]
    for (let first = 0; first < due.length; first += SERIES_AT_ONCE) {
      const batch = due.slice(first, first + SERIES_AT_ONCE)
      await store.correctAll(await this.#made(batch.map(([, each]) => each)))
      for (const [name] of batch) this.#due.delete(name)
    }
  }

  async #made(due: readonly { key: SeriesKey; opens: ReadonlySet<number> }[]): Promise<SeriesBars[]> {
    const { store } = this.#options
    const stretches = due.map(({ key, opens }) => ({
      key,
      from: Math.min(...opens),
      to: Math.max(...opens) + timeframeMs[key.timeframe],
    }))
    const minutes = await store.loadAll(
      stretches.map(({ key, from, to }) => ({ key: { ...key, timeframe: '1m' as const }, from, to })),
    )
    return Promise.all(
      stretches.map(async ({ key, from, to }, place): Promise<SeriesBars> => {
        const loaded = minutes[place]
        const made =
          loaded && (await this.#isWhole(key.symbol, from, to))
            ? aggregated(rowsOfBars(loaded.bars), key.timeframe)
            : await this.#ofVenue(key, from, to)
        return { key, bars: columnsOfBars(made), covering: { from, to } }
      }),
    )
  }

  /** Whether all minutes of the stretch are stored, so far as the venue has any. */
  async #isWhole(symbol: string, from: number, to: number): Promise<boolean> {
    const whole = this.#whole.get(symbol)
    if (whole && whole.from <= from && to <= whole.to) return true
    return (await this.#options.store.missing(this.#key(symbol, '1m'), from, to)).length === 0
  }

  async #ofVenue({ symbol, timeframe }: SeriesKey, from: number, to: number): Promise<FormingBar[]> {
    const bars: FormingBar[] = []
    for await (const page of this.#options.provider.history(symbol, timeframe, from, to))
      bars.push(...rowsOfBars(page))
    return bars
  }

  #giveBack(symbol: string, bars: readonly FormingBar[]): void {
    this.#taken.set(symbol, [...bars, ...(this.#taken.get(symbol) ?? [])])
  }

  #isDue(symbol: string, timeframe: Timeframe, open: number): void {
    const key = this.#key(symbol, timeframe)
    const known = this.#due.get(seriesName(key))
    if (known) known.opens.add(open)
    else this.#due.set(seriesName(key), { key, opens: new Set([open]) })
  }

  #key(symbol: string, timeframe: Timeframe): SeriesKey {
    return { venue: this.#options.provider.storedAs, symbol, timeframe }
  }
}

function aggregated(minutes: Iterable<FormingBar>, timeframe: Timeframe): FormingBar[] {
  const bars: FormingBar[] = []
  for (const minute of minutes) {
    const last = bars.at(-1) ?? null
    const bar = grown(last, minute, timeframe)
    if (bar.time === last?.time) bars.pop()
    bars.push(bar)
  }
  return bars
}
