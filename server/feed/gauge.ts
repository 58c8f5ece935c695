/** Events a second are counted over this long. */
const WINDOW_MS = 10_000

/** What the leader of a venue measures of its stream. Times are real ones, from a clock that only goes forward. */
export class Gauge {
  readonly #now: () => number
  #events = 0
  #heardAt: number | null = null
  #delayMs: number | null = null
  #reconnects = 0
  #trouble: { readonly text: string; readonly at: number } | null = null
  /** Events at moments about a second apart. */
  #marks: { readonly at: number; readonly events: number }[] = []

  constructor(now: () => number) {
    this.#now = now
  }

  /** An event came, this long after it happened. */
  heard(delayMs: number): void {
    this.#events++
    this.#heardAt = this.#now()
    this.#delayMs = Math.max(0, delayMs)
  }

  failed(error: unknown, reconnects: boolean): void {
    this.#trouble = { text: error instanceof Error ? error.message : String(error), at: this.#now() }
    if (reconnects) this.#reconnects++
  }

  read() {
    const now = this.#now()
    const first = this.#marks[0]
    const seconds = first ? (now - first.at) / 1000 : 0
    const eventsPerSecond = first && seconds > 0 ? (this.#events - first.events) / seconds : 0
    this.#marks = [...this.#marks.filter(({ at }) => now - at < WINDOW_MS), { at: now, events: this.#events }]
    return {
      events: this.#events,
      eventsPerSecond,
      sinceHeardMs: this.#heardAt === null ? null : now - this.#heardAt,
      delayMs: this.#delayMs,
      reconnects: this.#reconnects,
      trouble: this.#trouble?.text ?? null,
      troubleAgoMs: this.#trouble ? now - this.#trouble.at : null,
    }
  }
}
