import type { GuestLimits } from './engine'

/**
 * Guest code that is evaluated once, frozen and photographed; every run of the role starts from that picture.
 * Roles are known by identity: define each once, at module level.
 */
export interface GuestRole {
  /** Stands in stack traces as `<name>.js`. */
  readonly name: string
  /**
   * Plain JavaScript, the body of a strict function. It must set `globalThis.__enter`, a function
   * `(input: string, columns: Float64Array[], out: Float64Array[], driver?: unknown) => string`,
   * which the host takes away and calls later. Whatever else it puts on globalThis is the guest's API: frozen with all
   * that is reachable from it, never writable. State belongs in closures.
   * While the prelude runs, `globalThis.__host` has `barFrom(() => index | null)`: which bar a `log(…)` line belongs to.
   * Everything of the language is there to capture; `Proxy`, `WeakRef`, `eval`, the Function constructors, shared
   * memory and host clocks are gone when user code starts. `log` and a seeded `Math.random` are provided.
   */
  readonly prelude: string
  readonly limits: GuestLimits
}

/** One guest's work. */
export interface GuestJob {
  /** The user's code, run as strict global code under `strategy.ts`, so that lines and columns are the user's. */
  readonly source?: string
  /** Trusted code that the host wrote for this run: one expression, its value is `__enter`'s fourth argument. */
  readonly driver?: string
  /** Handed to `__enter`; no NULs (JSON has none). */
  readonly input: string
  /** Seeds `Math.random`; the same seed gives the same run. */
  readonly seed?: number
  /** What `Date.now()` says, all the time; 0 unless given. */
  readonly now?: number
  /**
   * The same source and driver will come again: their state after running is kept, and the next job starts from it. The
   * result is the same; a short job takes half the time.
   */
  readonly returns?: boolean
  /** Less, or more, than the role's own fuel; for the source and for each call. */
  readonly fuel?: number
  /** Columns of equal length, copied in once; only the prelude sees them. */
  readonly columns?: readonly Float64Array[]
  /** How many columns of `rows` doubles come out; they start as NaN. */
  readonly outColumns?: number
  /** Length of the out columns; that of `columns` unless given. */
  readonly rows?: number
}
