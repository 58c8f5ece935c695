// Token buckets. One moment is all the state there is: when the bucket will be full again.

export type Allowance = {
  /** What this limit is called in metrics and in the caller's error. */
  readonly name: string
  /** How many at once. */
  readonly burst: number
  /** How long it takes for one to come back. */
  readonly refillMs: number
}

/** `times` per `perMs`, all of them at once if need be. */
export function allowance(name: string, times: number, perMs: number): Allowance {
  return { name, burst: times, refillMs: perMs / times }
}

export type Verdict =
  | { readonly ok: true; readonly fullAt: number }
  | { readonly ok: false; readonly waitMs: number }

/** Takes `cost` from a bucket that will be full at `fullAt`. */
export function take({ burst, refillMs }: Allowance, fullAt: number, nowMs: number, cost = 1): Verdict {
  const next = Math.max(fullAt, nowMs) + cost * refillMs
  const excess = next - nowMs - burst * refillMs
  return excess > 0 ? { ok: false, waitMs: excess } : { ok: true, fullAt: next }
}

/** Buckets of one process. Full buckets are forgotten, so memory follows the callers of the last moments. */
export class Buckets {
  readonly #fullAt = new Map<string, number>()
  readonly #limit: Allowance
  readonly #nowMs: () => number
  #sweepAt = 0

  constructor(limit: Allowance, nowMs: () => number) {
    this.#limit = limit
    this.#nowMs = nowMs
  }

  get size(): number {
    return this.#fullAt.size
  }

  take(key: string, cost = 1): Verdict {
    const now = this.#nowMs()
    this.#sweep(now)
    const verdict = take(this.#limit, this.#fullAt.get(key) ?? 0, now, cost)
    if (verdict.ok) this.#fullAt.set(key, verdict.fullAt)
    return verdict
  }

  #sweep(now: number): void {
    if (now < this.#sweepAt) return
    this.#sweepAt = now + 10_000
    for (const [key, fullAt] of this.#fullAt) if (fullAt <= now) this.#fullAt.delete(key)
  }
}
