// Decoded bars that this process shares with its worker threads. Rows that were handed out never change: new bars go
// behind them, and a correction makes new memory, so a reader needs no lock.
import type { BarColumns } from '../../../sandbox/ir/bars'
import type { Bus } from '../../bus'
import { topics } from '../../notices'
import { changesOf } from './announce'
import { copyRows, rowAt, rowsOf, sharedColumns, within } from './columns'
import { type BarRange, type LoadedBars, type SeriesChange, type SeriesKey, seriesName } from './series'
import type { BarStore } from './store'

export interface BarCacheOptions {
  /** What it may hold. A range larger than this is loaded and handed out, but not kept. */
  readonly maxBytes: number
  /** Tells of other processes' writes. Without it, only this process's own are noticed. */
  readonly bus?: Bus
  readonly onError?: (error: unknown) => void
}

/** The bars of one series that open in [from, to), in memory with room for more. */
interface Segment {
  readonly name: string
  /** The series' in the database, 0 while nothing is stored under its name. */
  readonly id: number
  readonly from: number
  readonly to: number
  readonly memory: BarColumns
  readonly rows: number
  /** The revision as of which these are the bars. */
  readonly revision: number
  /** Later revisions that were heard of, and from where on each changed bars. */
  readonly pending: Map<number, number>
  /** Notices may have been missed: its revision has to be asked for. */
  unsure: boolean
}

interface Plan {
  readonly range: BarRange
  readonly segment: Segment | null
  /** How many changes of the segment were heard of when this was planned. */
  readonly pending: number
  /** What to load; null: everything is there. */
  readonly load: BarRange | null
}

/** Room that a segment which grew keeps for more, as a share of its rows. */
const SPARE = 0.25
/** Nobody asks for a segment any more that collected this many changes. */
const MOST_PENDING = 64
/** Writers that are faster than this many loads in a row get their readers an answer that is not kept. */
const ATTEMPTS = 4

export class BarCache {
  readonly #store: BarStore
  readonly #maxBytes: number
  /** Least recently used first. */
  readonly #segments = new Set<Segment>()
  readonly #byName = new Map<string, Set<Segment>>()
  /** The latest change heard of, by name of the series, while loads are under way. */
  readonly #heard = new Map<string, SeriesChange>()
  readonly #stop: (() => void)[] = []
  #loads = 0
  #resyncs = 0
  #bytes = 0

  constructor(store: BarStore, { maxBytes, bus, onError = () => {} }: BarCacheOptions) {
    this.#store = store
    this.#maxBytes = maxBytes
    this.#stop.push(store.onChange(changes => this.#hear(changes)))
    if (bus) this.#follow(bus).catch(onError)
  }

  get bytes(): number {
    return this.#bytes
  }

  /**
   * The stored bars that open in [from, to), as views of shared memory: `postMessage` of them copies nothing. They are
   * as of the last notice that reached this process, and stay as they are whatever is written later.
   */
  async get(key: SeriesKey, from: number, to: number): Promise<BarColumns> {
    const [bars] = await this.getAll([{ key, from, to }])
    if (!bars) throw new Error('A question for one range has one answer.')
    return bars
  }

  /** Many ranges; what is missing of them is loaded in one query. */
  async getAll(ranges: readonly BarRange[]): Promise<readonly BarColumns[]> {
    const answers: (BarColumns | undefined)[] = ranges.map(() => undefined)
    for (let attempt = 1; ; attempt++) {
      const open = [...ranges.keys()].filter(k => answers[k] === undefined)
      if (open.length === 0) return answers.filter(bars => bars !== undefined)
      const plans = open.flatMap(k => ranges[k] ?? []).map(range => this.#plan(range))
      const answered = attempt < ATTEMPTS ? await this.#answer(plans) : await this.#unkept(plans)
      open.forEach((k, i) => {
        answers[k] = answered[i]
      })
    }
  }

  close(): void {
    for (const stop of this.#stop.splice(0)) stop()
    this.#segments.clear()
    this.#byName.clear()
    this.#bytes = 0
  }

  #plan(range: BarRange): Plan {
    let segment: Segment | null = null
    for (const each of this.#byName.get(seriesName(range.key)) ?? [])
      if (each.from <= range.from && range.from <= soundTo(each))
        if (!segment || soundTo(each) > soundTo(segment)) segment = each
    if (!segment) return { range, segment, pending: 0, load: range }
    const from = soundTo(segment)
    const covered = from >= range.to && !segment.unsure
    const load = covered ? null : { key: range.key, from, to: Math.max(from, range.to) }
    return { range, segment, pending: segment.pending.size, load }
  }

  async #answer(plans: readonly Plan[]): Promise<(BarColumns | undefined)[]> {
    const resyncs = this.#resyncs
    this.#loads++
    try {
      const loaded = await this.#store.loadAll(
        plans.flatMap(({ load }) => load ?? []),
        sharedColumns,
      )
      let next = 0
      return plans.map(plan => {
        const news = plan.load ? loaded[next++] : undefined
        if (!plan.load) return plan.segment ? this.#use(plan.segment, plan.range) : undefined
        if (!news || resyncs !== this.#resyncs || this.#overtaken(plan.range.key, news)) return undefined
        if (!plan.segment) return this.#begin(plan.range, news)
        const untouched = this.#segments.has(plan.segment) && plan.segment.pending.size === plan.pending
        return untouched ? this.#extend(plan.segment, plan.range, plan.load.from, news) : undefined
      })
    } finally {
      if (--this.#loads === 0) this.#heard.clear()
    }
  }

  async #unkept(plans: readonly Plan[]): Promise<BarColumns[]> {
    const loaded = await this.#store.loadAll(
      plans.map(({ range }) => range),
      sharedColumns,
    )
    return loaded.map(({ bars }) => bars)
  }

  #use(segment: Segment, { from, to }: BarRange): BarColumns {
    if (this.#segments.delete(segment)) this.#segments.add(segment)
    return within(rowsOf(segment.memory, 0, segment.rows), from, to)
  }

  #begin({ key, from, to }: BarRange, { bars, id, revision }: LoadedBars): BarColumns {
    const name = seriesName(key)
    // what the new one covers is not needed any more
    for (const each of [...(this.#byName.get(name) ?? [])])
      if (from <= each.from && each.to <= to) this.#drop(each)
    this.#put({
      name,
      id,
      from,
      to,
      memory: bars,
      rows: bars.time.length,
      revision,
      pending: new Map(),
      unsure: false,
    })
    return bars
  }

  /** Another change was heard of while the news were on their way. */
  #overtaken(key: SeriesKey, { id, revision }: LoadedBars): boolean {
    const heard = this.#heard.get(seriesName(key))
    return heard !== undefined && (heard.id !== id || heard.revision > revision)
  }

  /** Puts the bars from `from` on behind a segment's sound rows. Undefined: the segment can't be relied on. */
  #extend(segment: Segment, range: BarRange, from: number, news: LoadedBars): BarColumns | undefined {
    const explained = news.id === segment.id && news.revision - segment.revision === segment.pending.size
    if (!explained) {
      // a change that was never heard of may lie anywhere
      this.#drop(segment)
      return undefined
    }
    const sound = rowAt(segment.memory.time.subarray(0, segment.rows), from)
    const rows = sound + news.bars.time.length
    const inPlace = sound === segment.rows && rows <= segment.memory.time.length
    // a window that moves on leaves behind what nobody asks for
    const first = inPlace ? 0 : leftBehind(segment, range, rows)
    const memory = inPlace ? segment.memory : sharedColumns(Math.ceil((rows - first) * (1 + SPARE)))
    if (!inPlace) copyRows(rowsOf(segment.memory, first, sound), memory)
    copyRows(news.bars, memory, sound - first)
    const grown: Segment = {
      ...segment,
      from: first > 0 ? range.from : segment.from,
      to: Math.max(range.to, from),
      memory,
      rows: rows - first,
      revision: news.revision,
      pending: new Map(),
      unsure: false,
    }
    this.#drop(segment)
    this.#put(grown)
    return within(rowsOf(memory, 0, grown.rows), range.from, range.to)
  }

  #put(segment: Segment): void {
    if (bytesOf(segment) > this.#maxBytes) return
    this.#segments.add(segment)
    const members = this.#byName.get(segment.name)
    if (members) members.add(segment)
    else this.#byName.set(segment.name, new Set([segment]))
    this.#bytes += bytesOf(segment)
    for (const oldest of this.#segments) {
      if (this.#bytes <= this.#maxBytes) break
      this.#drop(oldest)
    }
  }

  #drop(segment: Segment): void {
    if (!this.#segments.delete(segment)) return
    const members = this.#byName.get(segment.name)
    members?.delete(segment)
    if (members?.size === 0) this.#byName.delete(segment.name)
    this.#bytes -= bytesOf(segment)
  }

  #hear(changes: readonly SeriesChange[]): void {
    for (const change of changes) {
      const { key, id, revision, from } = change
      const name = seriesName(key)
      const heard = this.#heard.get(name)
      if (this.#loads > 0 && !(heard?.id === id && heard.revision > revision)) this.#heard.set(name, change)
      for (const segment of [...(this.#byName.get(name) ?? [])]) {
        // a series that was not there, or is another now, has nothing in common with these bars
        if (segment.id !== id || segment.pending.size >= MOST_PENDING) this.#drop(segment)
        else if (revision > segment.revision) segment.pending.set(revision, from)
      }
    }
  }

  async #follow(bus: Bus): Promise<void> {
    const events = bus.subscribe([topics.series])
    this.#stop.push(() => events.close())
    for await (const event of events) {
      if (event.kind === 'notice' && event.notice.kind === 'series') this.#hear(changesOf(event.notice))
      else if (event.kind === 'resync') {
        this.#resyncs++
        for (const segment of this.#segments) segment.unsure = true
      }
    }
  }
}

/** Up to where a segment's bars are known to stand. */
const soundTo = ({ to, pending }: Segment): number => Math.min(to, ...pending.values())

const bytesOf = ({ memory }: Segment): number => memory.time.buffer.byteLength

/** Rows before the range, once they are more than the range and what it grew by. */
function leftBehind(segment: Segment, range: BarRange, rows: number): number {
  const before = rowAt(segment.memory.time.subarray(0, segment.rows), range.from)
  return before > rows - before ? before : 0
}
