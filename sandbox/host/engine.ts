/** The limits of one guest run. Defaults stand in limits.ts. */
export interface GuestLimits {
  readonly sourceBytes: number
  readonly memoryPages: number
  readonly stackBytes: number
  /** Loop iterations, native loops included, before the guest is stopped. */
  readonly fuel: number
  /** A far backstop; fuel is the limit that binds. */
  readonly deadlineMs: number
  readonly outputBytes: number
  readonly logLines: number
}

/** Why a guest did not finish. The kind comes from the host's own flags, never from what the guest says. */
export type HostErrorKind =
  | 'syntax'
  | 'thrown'
  | 'fuel'
  | 'deadline'
  | 'memory'
  | 'stack'
  | 'output'
  | 'source'
  | 'protocol'
  | 'crashed'

export interface HostError {
  readonly kind: HostErrorKind
  readonly message: string
  readonly line: number | null
  readonly column: number | null
}

export type GuestResult<T> =
  | { readonly ok: true; readonly value: T; readonly fuelUsed: number; readonly logs: readonly string[] }
  | {
      readonly ok: false
      readonly error: HostError
      readonly fuelUsed: number
      readonly logs: readonly string[]
    }
