import type { Sleep } from '../../clock'

const MINUTE = 60_000
/** Of the venue's limit: the rest is left to whoever else calls from this address. */
const SHARE = 0.8

/**
 * The weight that requests may still use in this minute of the venue. Every answer says how much this address has used, so
 * what other processes spend counts too; between answers our own requests are counted as they leave.
 */
export class WeightBudget {
  readonly #now: () => number
  readonly #sleep: Sleep
  #limit: number
  #minute = 0
  #used = 0
  #closedUntil = 0

  constructor(now: () => number, sleep: Sleep, limit = 6_000) {
    this.#now = now
    this.#sleep = sleep
    this.#limit = limit
  }

  /** The venue's own limit, as it announces it. */
  set limit(weight: number) {
    this.#limit = weight
  }

  /** Resolves when a request of this weight may leave. */
  async take(weight: number, signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted()
      const at = this.#now()
      const minute = Math.floor(at / MINUTE)
      if (minute > this.#minute) {
        this.#minute = minute
        this.#used = 0
      }
      if (at < this.#closedUntil) await this.#sleep(this.#closedUntil - at, signal)
      // A request heavier than the whole share must still pass, alone.
      else if (this.#used > 0 && this.#used + weight > this.#limit * SHARE)
        await this.#sleep((this.#minute + 1) * MINUTE - at, signal)
      else {
        this.#used += weight
        return
      }
    }
  }

  /** `used`: what the venue counted in the minute in which it answered. */
  heard(used: number): void {
    this.#used = Math.max(this.#used, used)
  }

  /** The venue wants silence: nobody asks before `time`. */
  closeUntil(time: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, time)
  }
}
