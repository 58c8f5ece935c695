import { timeframeMs } from '../../sandbox/ir/timeframe'
import { type Sleep, systemSleep } from '../clock'
import type { FormingBar, LiveBar, MarketProvider } from '../market/provider'
import { BarSequence } from '../market/sequence'
import { Places } from './places'
import { rowsOfBars } from './rows'

const MINUTE = timeframeMs['1m']
/** Symbols whose history is asked for at once. */
const AT_ONCE = 8
const RETRY_MS = [500, 1_000, 2_000, 5_000, 15_000, 30_000]

export interface MenderOptions {
  readonly provider: Pick<MarketProvider, 'history'>
  /** Open of the first minute that is told; null: the one that the stream begins with. */
  readonly from: number | null
  /** Each closed minute of a symbol once and in order, and the forming ones between them. */
  readonly tell: (bar: LiveBar) => void
  readonly onError: (error: unknown) => void
  readonly sleep?: Sleep
}

/**
 * Puts a stream behind what was told before it began: the minutes between are fetched from the venue's history, and so
 * is whatever the stream itself leaves out.
 */
export class Mender {
  readonly #options: MenderOptions
  readonly #signal: AbortSignal
  readonly #sequences = new Map<string, BarSequence>()
  readonly #repairs = new Map<string, Promise<void>>()
  readonly #places = new Places(AT_ONCE)

  constructor(options: MenderOptions, signal: AbortSignal) {
    this.#options = options
    this.#signal = signal
  }

  take({ symbol, closed, ...bar }: LiveBar): void {
    let sequence = this.#sequences.get(symbol)
    if (!sequence) {
      const { from, tell } = this.#options
      const first = Math.min(from ?? bar.time, bar.time)
      sequence = new BarSequence(symbol, '1m', first, told => {
        if (!this.#signal.aborted) tell(told)
      })
      this.#sequences.set(symbol, sequence)
    }
    if (!sequence.take(bar, closed) || this.#repairs.has(symbol)) return
    const repair = this.#repair(symbol, sequence, bar.time).finally(() => this.#repairs.delete(symbol))
    this.#repairs.set(symbol, repair)
  }

  readonly isRepairing = (symbol: string): boolean => this.#repairs.has(symbol)

  /** Resolves when nothing is being fetched. */
  async idle(): Promise<void> {
    while (this.#repairs.size > 0) await Promise.all(this.#repairs.values())
  }

  async #repair(symbol: string, sequence: BarSequence, to: number): Promise<void> {
    const { provider, onError, sleep = systemSleep } = this.#options
    for (let failures = 0; !this.#signal.aborted; ) {
      await this.#places.take()
      try {
        const bars: FormingBar[] = []
        const pages = provider.history(symbol, '1m', sequence.next, to, this.#signal)
        for await (const page of pages) bars.push(...rowsOfBars(page))
        // What the venue's history does not have before a bar that it told, it never made.
        return sequence.repaired(bars, to)
      } catch (error) {
        if (this.#signal.aborted) return
        onError(error)
      } finally {
        this.#places.leave()
      }
      await sleep(RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)] ?? MINUTE, this.#signal)
    }
  }
}
