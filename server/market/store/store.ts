import type pg from 'pg'
import type { BarColumns } from '../../../sandbox/ir/bars'
import { findCovered, findUncovered } from './coverage'
import { barsDigest } from './digest'
import { findGaps, loadRanges, summaries } from './read'
import type { BarRange, LoadedBars, SeriesChange, SeriesKey, SeriesSummary, Stretch, Written } from './series'
import { inTransaction, removeSeries, type SeriesBars, trimSeries, writeSeries } from './write'

/** Bars in PostgreSQL. Every write is whole or not at all, may be repeated, and is announced on the bus. */
export class BarStore {
  readonly #pool: pg.Pool
  readonly #heard = new Set<(changes: readonly SeriesChange[]) => void>()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /**
   * Adds bars that are not stored yet. One that is stored with other numbers is left, and named in `conflicts`. `covering`
   * is the stretch the venue was asked for: from then on, what is not stored of it is known not to be there.
   */
  append(key: SeriesKey, bars: BarColumns, covering?: Stretch): Promise<Written> {
    return this.#writeOne({ key, bars, ...(covering && { covering }) }, 'stored')
  }

  /** Adds bars, and replaces those stored with other numbers. */
  correct(key: SeriesKey, bars: BarColumns, covering?: Stretch): Promise<Written> {
    return this.#writeOne({ key, bars, ...(covering && { covering }) }, 'coming')
  }

  /** `append` to many series in one transaction, as when a minute closes; each series may be named once. */
  appendAll(entries: readonly SeriesBars[]): Promise<readonly Written[]> {
    return this.#write(entries, 'stored')
  }

  correctAll(entries: readonly SeriesBars[]): Promise<readonly Written[]> {
    return this.#write(entries, 'coming')
  }

  /** The stored bars that open in [from, to), oldest first, in memory of the caller’s own. */
  async load(key: SeriesKey, from: number, to: number): Promise<BarColumns> {
    const [loaded] = await this.loadAll([{ key, from, to }])
    if (!loaded) throw new Error('A load of one range gives one answer.')
    return loaded.bars
  }

  /** Many ranges in one query, all as of one moment, in the order asked. */
  loadAll(
    ranges: readonly BarRange[],
    columns?: (rows: number) => BarColumns,
  ): Promise<readonly LoadedBars[]> {
    return loadRanges(this.#pool, ranges, columns)
  }

  /** Says which bars these are: equal bars, equal digest, however and whenever they were written. */
  async digest(key: SeriesKey, from: number, to: number): Promise<string> {
    return barsDigest(await this.load(key, from, to))
  }

  /** Stretches of [from, to) without bars, for a series whose market never closes. */
  gaps(key: SeriesKey, from: number, to: number): Promise<readonly Stretch[]> {
    return findGaps(this.#pool, { key, from, to })
  }

  /** The stretches the venue was asked for, in order; none of them touch. */
  async covered(key: SeriesKey): Promise<readonly Stretch[]> {
    return findCovered(this.#pool, key)
  }

  /** The stretches of [from, to) the venue was never asked for, in order. */
  async missing(key: SeriesKey, from: number, to: number): Promise<readonly Stretch[]> {
    const [missing] = await this.missingAll([{ key, from, to }])
    return missing ?? []
  }

  /** `missing` of many ranges in one query, in the order asked. */
  missingAll(ranges: readonly BarRange[]): Promise<readonly (readonly Stretch[])[]> {
    return findUncovered(this.#pool, ranges)
  }

  /** What is stored, without unpacking it. */
  summaries(only?: Partial<SeriesKey>): Promise<readonly SeriesSummary[]> {
    return summaries(this.#pool, only)
  }

  /** Forgets the bars that open before `before`, and that they were ever asked for. False: there were none. */
  async trim(key: SeriesKey, before: number): Promise<boolean> {
    return this.#tell(await inTransaction(this.#pool, client => trimSeries(client, key, before)))
  }

  /** Forgets a series. False: it was not there. */
  async remove(key: SeriesKey): Promise<boolean> {
    return this.#tell(await inTransaction(this.#pool, client => removeSeries(client, key)))
  }

  /** Hears of this process’s own writes before they return; those of others come over the bus. */
  onChange(hear: (changes: readonly SeriesChange[]) => void): () => void {
    this.#heard.add(hear)
    return () => this.#heard.delete(hear)
  }

  async #writeOne(entry: SeriesBars, winner: 'stored' | 'coming'): Promise<Written> {
    const [written] = await this.#write([entry], winner)
    if (!written) throw new Error('A write of one series gives one answer.')
    return written
  }

  async #write(entries: readonly SeriesBars[], winner: 'stored' | 'coming'): Promise<readonly Written[]> {
    if (entries.length === 0) return []
    const { written, changes } = await writeSeries(this.#pool, entries, winner)
    for (const hear of this.#heard) hear(changes)
    return written
  }

  #tell(change: SeriesChange | null): boolean {
    if (change) for (const hear of this.#heard) hear([change])
    return change !== null
  }
}
