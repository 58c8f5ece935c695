import { timeframeMs } from '../../sandbox/ir/timeframe'

const MINUTE = timeframeMs['1m']

export interface Patience {
  /** How long a minute waits for the symbols that have not closed it once one has, in venue time. */
  readonly graceMs: number
  /** The same for a symbol whose missing bars are being fetched. */
  readonly repairMs: number
}

/**
 * Says which minutes are over for a whole venue: all its symbols have closed them, or patience with the rest has ended.
 * What nobody has closed is not over, whatever the clock shows: a venue that is away holds its minutes back.
 */
export class Closes {
  readonly #patience: Patience
  /** The open of the minute that each symbol closes next. */
  readonly #next = new Map<string, number>()
  /** Did not close what the others had closed; not waited for until they speak again. */
  readonly #silent = new Set<string>()
  /** When each end was first reached by a symbol, in ascending order. */
  #reached: { readonly end: number; readonly at: number }[] = []
  #upTo: number | null

  constructor(patience: Patience, upTo: number | null) {
    this.#patience = patience
    this.#upTo = upTo
  }

  /** Every minute that ends by then has been said to be over. Null until the first bar is heard of. */
  get upTo(): number | null {
    return this.#upTo
  }

  /** The symbols to wait for from now on. */
  expect(symbols: readonly string[]): void {
    const wanted = new Set(symbols)
    for (const symbol of this.#next.keys()) if (!wanted.has(symbol)) this.#next.delete(symbol)
    for (const symbol of symbols) if (!this.#next.has(symbol)) this.#next.set(symbol, 0)
  }

  /** A symbol's minute forms: nothing before it is over for those who never closed anything. */
  forms(time: number): void {
    this.#upTo ??= time
  }

  /** A symbol closed a minute. `late`: the minute had been said to be over. */
  closed(symbol: string, time: number, present: number): 'timely' | 'late' {
    this.#upTo ??= time
    const end = time + MINUTE
    this.#next.set(symbol, Math.max(end, this.#next.get(symbol) ?? 0))
    const isLate = end <= this.#upTo
    // a symbol that is catching up is not one to wait for yet
    if (!isLate) this.#silent.delete(symbol)
    if (!isLate && end > (this.#reached.at(-1)?.end ?? 0)) this.#reached.push({ end, at: present })
    return isLate ? 'late' : 'timely'
  }

  /** Opens of the minutes that are over by now and were not said to be before, in order. */
  over(present: number, isRepairing: (symbol: string) => boolean = () => false): readonly number[] {
    const minutes: number[] = []
    for (;;) {
      const minute = this.#upTo
      const reached = minute === null ? undefined : this.#reached.find(({ end }) => end > minute)
      if (minute === null || !reached) return minutes
      const waitedMs = present - reached.at
      for (const [symbol, next] of this.#next) {
        if (next > minute || this.#silent.has(symbol)) continue
        const bearMs = isRepairing(symbol) ? this.#patience.repairMs : this.#patience.graceMs
        if (waitedMs < bearMs) return minutes
        this.#silent.add(symbol)
      }
      minutes.push(minute)
      this.#upTo = minute + MINUTE
      this.#reached = this.#reached.filter(({ end }) => end > minute + MINUTE)
    }
  }
}
