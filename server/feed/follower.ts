import type { BarRow } from '../notices'
import type { LiveBatch, ToldBar } from './liveRow'

/** Closed bars of a symbol that wait for a slow reader; past this it reads them anew. */
const CLOSED_WAITING = 4

interface FollowerParts {
  readonly symbols: readonly string[]
  readonly stirred: () => void
  readonly forming: (symbol: string) => BarRow | null
  readonly ready: () => Promise<void>
  readonly closed: () => void
}

interface Waiting {
  readonly closed: ToldBar[]
  forming: ToldBar | null
}

/** One reader of live bars. What it does not take is replaced by what is newer, and counted. */
export class Follower {
  readonly #parts: FollowerParts
  #waiting = new Map<string, Waiting>()
  #missed = 0
  /** What waits was called out and not taken: the reader is behind. */
  #isLate = false
  readonly #resync = new Set<string>()
  #wake: (() => void) | null = null
  #isClosed = false

  constructor(parts: FollowerParts) {
    this.#parts = parts
  }

  /** How the bars stand, once that is known. What changed on the way there is part of it. */
  async snapshot(): Promise<readonly BarRow[]> {
    await this.#parts.ready()
    this.#waiting.clear()
    this.#missed = 0
    this.#isLate = false
    const { symbols, forming } = this.#parts
    return symbols.map(forming).filter(row => row !== null)
  }

  put(bar: ToldBar): void {
    const [symbol, time, , , , , , closed] = bar.row
    const waiting = this.#waiting.get(symbol)
    if (!waiting) {
      this.#waiting.set(symbol, closed ? { closed: [bar], forming: null } : { closed: [], forming: bar })
      this.#parts.stirred()
      return
    }
    if (!closed) {
      if (waiting.forming && this.#isLate) this.#missed++
      waiting.forming = bar
      return
    }
    if (waiting.forming && waiting.forming.row[1] <= time) waiting.forming = null
    waiting.closed.push(bar)
    if (waiting.closed.length <= CLOSED_WAITING) return
    waiting.closed.shift()
    this.#missed++
    this.#resync.add(symbol)
  }

  /** Resolves to true when there is something to take, to false when the follower is closed. */
  async changed(): Promise<boolean> {
    if (this.#waiting.size === 0 && !this.#isClosed)
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    return !this.#isClosed
  }

  take(): LiveBatch {
    const bars: ToldBar[] = []
    for (const { closed, forming } of this.#waiting.values()) {
      bars.push(...closed)
      if (forming) bars.push(forming)
    }
    const batch = { bars, missed: this.#missed, resync: [...this.#resync] }
    this.#waiting = new Map()
    this.#missed = 0
    this.#isLate = false
    this.#resync.clear()
    return batch
  }

  /** All that came together is there. */
  wake(): void {
    this.#isLate = this.#waiting.size > 0
    const wake = this.#wake
    this.#wake = null
    wake?.()
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#parts.closed()
    this.wake()
  }
}
