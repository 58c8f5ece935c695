import { barOpen, type Timeframe } from '../../../sandbox/ir/timeframe'
import type { Calendar } from '../calendar/calendar'
import { LocalTime } from '../calendar/zone'
import type { BarBlock } from '../csv/blocks'
import type { CsvProblems } from '../csv/problems'
import { rowAt } from '../store/columns'
import type { BarStore } from '../store/store'
import { Distances, spokenDistance, TIMEFRAMES_SPOKEN, timeframeOfDistance } from './distances'
import { type Ordered, ordered } from './ordered'

export interface StagingOptions {
  readonly store: BarStore
  readonly venue: string
  readonly symbol: string
  readonly calendar: Calendar
  /** Of days that are counted since 1970; the calendar's own where it is not given. */
  readonly zone?: string
  /** Told from the first rows where it is not given. */
  readonly timeframe?: Timeframe
  readonly problems: CsvProblems
}

/**
 * Brings the rows of a file into a series of their own, where nobody reads them, in whatever order they come. What can't be a
 * bar of the timeframe and calendar, and what says two things of one bar, is told by its line; from then on nothing is stored.
 */
export class Staging {
  /** Rows that say what another row says. */
  repeated = 0
  /** Rows were not in the order of time. */
  moved = false
  /** Weeks that were dated another day than their Monday. */
  shifted = false
  timeframe: Timeframe | null
  readonly #options: StagingOptions
  readonly #local: LocalTime
  #last = Number.NEGATIVE_INFINITY
  #writing: Promise<void> = Promise.resolve()

  constructor(options: StagingOptions) {
    this.#options = options
    this.timeframe = options.timeframe ?? null
    this.#local = new LocalTime(options.zone ?? options.calendar.zone)
  }

  /** Takes a block; the database writes it while the next one is read. */
  async add(block: BarBlock): Promise<void> {
    const { problems, calendar } = this.#options
    this.timeframe ??= this.#timeframeOf(block)
    if (!this.timeframe) return
    this.#name(block, this.timeframe)
    this.#align(block, this.timeframe, calendar)
    const rows = ordered(block)
    this.repeated += rows.repeated
    this.moved ||= rows.moved || (rows.bars.time[0] ?? 0) < this.#last
    this.#last = Math.max(this.#last, rows.bars.time.at(-1) ?? this.#last)
    for (const { line, first } of rows.contrary)
      problems.tell(line, `Line ${first} has other numbers for the same bar. Remove one of the two.`)
    await this.#writing
    if (problems.count > 0) return
    this.#writing = this.#write(rows, this.timeframe)
    // whoever adds next, or ends, hears of a failure
    this.#writing.catch(() => {})
  }

  /** Resolves once all that was added is stored. */
  async end(): Promise<void> {
    await this.#writing
  }

  #timeframeOf({ bars, lines }: BarBlock): Timeframe | null {
    const { problems } = this.#options
    const distances = new Distances()
    distances.add(bars.time.slice().sort())
    const usual = distances.usual()
    const timeframe = timeframeOfDistance(usual)
    if (timeframe) return timeframe
    problems.tell(
      lines[0] ?? 1,
      usual === null
        ? 'One bar does not tell how long it is. Choose its timeframe.'
        : `Most rows are ${spokenDistance(usual)} apart. Bars here are ${TIMEFRAMES_SPOKEN} long: make such a file of yours, or choose the timeframe if its rows have gaps.`,
    )
    return null
  }

  /** Days are named by their date, weeks by their Monday, whatever the hour in the file. */
  #name({ bars: { time }, days }: BarBlock, timeframe: Timeframe): void {
    if (timeframe !== '1d' && timeframe !== '1w') return
    for (let row = 0; row < time.length; row++) {
      const day = Number.isNaN(days[row]) ? this.#dayOf(time[row]!) : days[row]!
      const name = timeframe === '1w' ? barOpen(day, '1w') : day
      if (timeframe === '1w' && name !== day) this.shifted = true
      time[row] = name
    }
  }

  /** A count since 1970 that is a UTC midnight names that day; any other one a moment of it where the market is. */
  #dayOf(time: number): number {
    const midnight = barOpen(time, '1d')
    return midnight === time ? time : barOpen(time + this.#local.ahead(time), '1d')
  }

  #align({ bars: { time }, lines }: BarBlock, timeframe: Timeframe, calendar: Calendar): void {
    for (let row = 0; row < time.length; row++) {
      const open = calendar.open(time[row]!, timeframe)
      if (open === time[row]) continue
      this.#options.problems.tell(
        lines[row] ?? 0,
        `The bar of ${spoken(time[row]!)} does not open where ${timeframe} bars do: the one there opens at ${spoken(open)}. Check the time zone, or choose another calendar than “${calendar.title}”.`,
      )
    }
  }

  async #write({ bars, lines }: Ordered, timeframe: Timeframe): Promise<void> {
    const { store, venue, symbol, problems } = this.#options
    const { unchanged, conflicts } = await store.append({ venue, symbol, timeframe }, bars)
    this.repeated += unchanged
    for (const time of conflicts)
      problems.tell(
        lines[rowAt(bars.time, time)] ?? 0,
        `An earlier row has other numbers for the bar of ${spoken(time)}. Remove one of the two.`,
      )
  }
}

/** `2024-01-31 09:30 UTC` */
const spoken = (time: number): string => `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`
