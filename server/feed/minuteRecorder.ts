import { type Timeframe, timeframeMs } from '../../sandbox/ir/timeframe'
import { aggregateColumns } from '../market/aggregate/columns'
import { calendars } from '../market/calendar/index'
import type { FormingBar, Instrument, LiveBar } from '../market/provider'
import { type BarRange, type SeriesKey, type Stretch, seriesName } from '../market/store/series'
import { Places } from './places'
import type { Recorder, RecorderOptions } from './recorder'
import { columnsOfBars, rowsOfBars } from './rows'
import { SlowerBars } from './slowerBars'

const MINUTE = timeframeMs['1m']
/** Series a transaction writes. */
const SERIES_AT_ONCE = 200

/** Bars that are asked of the venue at once. */
const ASKED_AT_ONCE = 8

type Instruments = ReadonlyMap<string, Instrument>

interface Bars {
  readonly key: SeriesKey
  readonly byOpen: Map<number, FormingBar>
}

/**
 * Every symbol's minutes are kept as the stream tells them, and the slower bars that they make. What was under way when
 * this began is made of stored minutes, or asked of the venue where these are not whole.
 */
export class MinuteRecorder implements Recorder {
  readonly #options: RecorderOptions
  readonly #slower: SlowerBars
  #taken = new Map<string, FormingBar[]>()
  /** What of each symbol's minutes this process knows to be whole. */
  readonly #whole = new Map<string, Stretch>()
  /** Slower bars to store, by name of their series. */
  readonly #made = new Map<string, Bars>()
  /** Opens of slower bars to make, by name of their series. */
  readonly #older = new Map<string, { readonly key: SeriesKey; readonly opens: Set<number> }>()

  readonly #places = new Places(ASKED_AT_ONCE)

  constructor(options: RecorderOptions) {
    this.#options = options
    this.#slower = new SlowerBars({
      timeframes: options.provider.timeframes,
      made: (symbol, timeframe, bar) => this.#put(this.#key(symbol, timeframe), bar),
      older: (symbol, timeframe, open) => {
        const key = this.#key(symbol, timeframe)
        const known = this.#older.get(seriesName(key))
        if (known) known.opens.add(open)
        else this.#older.set(seriesName(key), { key, opens: new Set([open]) })
      },
    })
  }

  take({ symbol, closed: _, ...bar }: LiveBar): void {
    const bars = this.#taken.get(symbol)
    if (bars) bars.push(bar)
    else this.#taken.set(symbol, [bar])
  }

  async keep(): Promise<void> {
    const instruments = new Map((await this.#options.provider.instruments()).map(each => [each.symbol, each]))
    await this.#keepMinutes(instruments)
    await this.#keepMade()
    while (this.#older.size > 0) {
      await this.#makeOlder(instruments)
      await this.#keepMade()
    }
  }

  async #keepMinutes(instruments: Instruments): Promise<void> {
    const taken = [...this.#taken]
    for (let first = 0; first < taken.length; first += SERIES_AT_ONCE) {
      const entries = taken.slice(first, first + SERIES_AT_ONCE).map(([symbol, bars]) => {
        const from = Math.min(this.#whole.get(symbol)?.to ?? Number.POSITIVE_INFINITY, bars[0]!.time)
        // what the stream left out in between, the venue never made
        const covering = { from, to: bars.at(-1)!.time + MINUTE }
        return { key: this.#key(symbol, '1m'), bars: columnsOfBars(bars), covering }
      })
      await this.#options.store.correctAll(entries)
      for (const { key, bars, covering } of entries) {
        const { symbol } = key
        this.#whole.set(symbol, { from: this.#whole.get(symbol)?.from ?? covering.from, to: covering.to })
        const waiting = this.#taken.get(symbol) ?? []
        const kept = waiting.splice(0, bars.time.length) // more may have come meanwhile
        if (waiting.length === 0) this.#taken.delete(symbol)
        this.#makeSlower(instruments.get(symbol), kept)
      }
    }
  }

  #makeSlower(instrument: Instrument | undefined, minutes: readonly FormingBar[]): void {
    if (!instrument) return
    try {
      for (const minute of minutes) this.#slower.take(instrument, minute)
    } catch (error) {
      this.#options.onError(error) // a volume that is no number of lots must not hold up the bars of others
    }
  }

  async #keepMade(): Promise<void> {
    while (this.#made.size > 0) {
      const batch = [...this.#made.values()].slice(0, SERIES_AT_ONCE).map(({ key, byOpen }) => {
        const bars = firstRun([...byOpen.values()], timeframeMs[key.timeframe])
        const covering = { from: bars[0]!.time, to: bars.at(-1)!.time + timeframeMs[key.timeframe] }
        return { key, bars: columnsOfBars(bars), covering }
      })
      await this.#options.store.correctAll(batch)
      for (const { key, bars } of batch) {
        const byOpen = this.#made.get(seriesName(key))?.byOpen
        for (const time of bars.time) byOpen?.delete(time)
        if (byOpen?.size === 0) this.#made.delete(seriesName(key))
      }
    }
  }

  /** Makes what is due of stored minutes; where these are not whole, the venue is asked, and nobody waits for that. */
  async #makeOlder(instruments: Instruments): Promise<void> {
    const due = [...this.#older].slice(0, SERIES_AT_ONCE)
    const ranges = due.map(([, { key, opens }]) => ({
      key: { ...key, timeframe: '1m' as const },
      from: Math.min(...opens),
      to: Math.max(...opens) + timeframeMs[key.timeframe],
    }))
    const minutes = await this.#options.store.loadAll(ranges)
    for (const [place, [name, { key, opens }]] of due.entries()) {
      this.#older.delete(name)
      const instrument = instruments.get(key.symbol)
      const range = ranges[place]
      const loaded = minutes[place]
      if (!instrument || !range || !loaded) continue
      const { calendar, lot } = instrument
      if (await this.#isWhole(range)) {
        const bars = aggregateColumns(loaded.bars, key.timeframe, calendars[calendar], { lot })
        this.#restore(instrument, key, opens, rowsOfBars(bars))
      } else this.#ask(instrument, key, opens, range).catch(this.#options.onError)
    }
  }

  async #ask(
    instrument: Instrument,
    key: SeriesKey,
    opens: ReadonlySet<number>,
    { from, to }: Stretch,
  ): Promise<void> {
    await this.#places.take()
    try {
      for await (const page of this.#options.provider.history(key.symbol, key.timeframe, from, to))
        this.#restore(instrument, key, opens, rowsOfBars(page))
    } finally {
      this.#places.leave()
    }
  }

  /** Stores it by the next call; slower bars that hold it become due or are made in turn. */
  #restore(
    instrument: Instrument,
    key: SeriesKey,
    opens: ReadonlySet<number>,
    bars: Iterable<FormingBar>,
  ): void {
    for (const bar of bars) {
      if (!opens.has(bar.time)) continue
      this.#put(key, bar)
      this.#slower.restore(instrument, key.timeframe, bar)
    }
  }

  /** Whether all minutes of the stretch are stored, so far as the venue has any. */
  async #isWhole({ key, from, to }: BarRange): Promise<boolean> {
    const whole = this.#whole.get(key.symbol)
    if (whole && whole.from <= from && to <= whole.to) return true
    return (await this.#options.store.missing(key, from, to)).length === 0
  }

  #put(key: SeriesKey, bar: FormingBar): void {
    const known = this.#made.get(seriesName(key))
    if (known) known.byOpen.set(bar.time, bar)
    else this.#made.set(seriesName(key), { key, byOpen: new Map([[bar.time, bar]]) })
  }

  #key(symbol: string, timeframe: Timeframe): SeriesKey {
    return { venue: this.#options.provider.storedAs, symbol, timeframe }
  }
}

/** The bars, in order, that lie end to end with the first. Only these may be said to be all there is of their stretch. */
function firstRun(bars: readonly FormingBar[], length: number): readonly FormingBar[] {
  const sorted = [...bars].sort((a, b) => a.time - b.time)
  const end = sorted.findIndex((bar, row) => row > 0 && bar.time !== sorted[row - 1]!.time + length)
  return end < 0 ? sorted : sorted.slice(0, end)
}
