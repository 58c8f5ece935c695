import type { GuestResult } from '@/sandbox/host/engine'
import type { ScriptCode } from '@/sandbox/host/script/script'

/** What the browser's worker is given, and what it tells. */
export interface Errand {
  readonly wasm: string
  readonly programs: readonly string[]
  readonly code: ScriptCode
  readonly columns: readonly (readonly number[])[]
}

export interface Told {
  readonly programs: readonly GuestResult<unknown>[]
  readonly script: GuestResult<unknown>
}
