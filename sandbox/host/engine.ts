/** The limits of one guest run. Defaults stand in limits.ts. */
export interface GuestLimits {
  readonly sourceBytes: number
  /** Largest input text of one call, in bytes. */
  readonly inputBytes: number
  /** Pages of 64 KiB; the WebAssembly memory has no more, whatever the guest tries. */
  readonly memoryPages: number
  readonly stackBytes: number
  /** Loop turns, those of native loops included, before the guest is stopped. One is about 10 ns. */
  readonly fuel: number
  /** A far backstop; fuel is the limit that binds. */
  readonly deadlineMs: number
  readonly outputBytes: number
  readonly logLines: number
  /** Promise jobs that may run after the source and after each call; none may be left behind. */
  readonly jobs: number
}

/** Why a guest did not finish. The kind comes from the host's own flags, never from what the guest says. */
export type HostErrorKind =
  /** The source doesn't parse. */
  | 'syntax'
  /** The guest threw. */
  | 'thrown'
  /** Too many loop turns. */
  | 'fuel'
  /** Too slow by the clock: a busy machine, or fuel priced too low. */
  | 'deadline'
  | 'memory'
  | 'stack'
  /** The result is too large or is not well-formed text. */
  | 'output'
  /** `__enter` gave something else than text. */
  | 'protocol'
  /** The source or the input is too large or holds a NUL. */
  | 'source'
  /** Asynchronous work was left over. */
  | 'jobs'
  /** The engine itself broke down; its instance is gone, the next guest has a new one. */
  | 'crashed'

export interface HostError {
  readonly kind: HostErrorKind
  /** One sentence, at most 300 characters, without control characters. The guest's own text when the kind is `thrown` or `syntax`. */
  readonly message: string
  /**
   * Place in the guest's source, counted from 1; null where there is none. Exact for what is thrown or doesn't parse;
   * where a limit struck, the nearest place before it that the engine marks.
   */
  readonly line: number | null
  readonly column: number | null
  /** The bar the guest was working on. */
  readonly bar?: number
}

/** A line the guest logged, and the bar it was working on. */
export interface GuestLog {
  readonly text: string
  readonly bar: number | null
}

export type GuestResult<T> = (
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: HostError }
) & { readonly fuelUsed: number; readonly logs: readonly GuestLog[] }

/** A value inside a guest's heap: an address, without meaning to the host, void after the next reset. */
export type GuestValue = number & { readonly __guest: 'value' }

export type Evaluated =
  | { readonly ok: true; readonly value: GuestValue }
  | { readonly ok: false; readonly thrown: GuestValue }

/** What stopped a guest; told by the host's own observations alone. */
export interface EngineFlags {
  readonly interrupted: 'fuel' | 'deadline' | null
  /** The heap asked for more than its maximum. */
  readonly memoryRefused: boolean
}

export interface Budget {
  readonly fuel: number
  readonly deadlineMs: number
}

/**
 * One engine with one heap, the narrow door behind which it may be replaced. Every method that runs guest code may
 * throw `EngineLost`; the engine is then of no more use. Values are plain addresses: nothing here converts,
 * compares or enumerates what a guest made.
 */
export interface Engine {
  /** Starts counting anew: what the next calls may use together. */
  readonly allow: (budget: Budget) => void
  readonly fuelLeft: () => number
  readonly flags: () => EngineFlags
  /** Whether the guest used its stack to the end. */
  readonly stackExhausted: () => boolean
  /** Runs a text as strict global code; its completion value. */
  readonly evaluate: (source: string, file: string) => Evaluated
  readonly call: (callee: GuestValue, args: readonly GuestValue[]) => Evaluated
  /** Whether a text parses at all; nothing of it runs. */
  readonly parses: (source: string) => boolean
  /** Runs at most `most` promise jobs; whether any are left. */
  readonly runJobs: (most: number) => boolean
  readonly text: (value: string) => GuestValue
  readonly number: (value: number) => GuestValue
  readonly undefined: () => GuestValue
  /** Gives a value back to the heap; what isn't given back goes at the next reset. */
  readonly release: (value: GuestValue) => void
  /** Sets what the guest's Date says. */
  readonly setNow: (ms: number) => void
  /** Reads an item of an array the host's own code made. */
  readonly item: (list: GuestValue, index: number) => GuestValue
  /** A string's text, or null for anything else, for one with a NUL or a lone surrogate, or past `mostBytes`. */
  readonly readText: (value: GuestValue, mostBytes: number) => string | null
  /** A number, or null for anything else. */
  readonly readNumber: (value: GuestValue) => number | null
  /** Room for doubles inside the heap, seen by the guest as an ArrayBuffer; null when the memory is full. */
  readonly doubles: (count: number) => GuestDoubles | null
  /** The present state, to come back to. Only between runs: the engine's own stack must be empty. */
  readonly snapshot: () => EngineImage
  /** Becomes the image, byte for byte; false when so much was used that a new engine is cheaper. */
  readonly restore: (image: EngineImage) => boolean
}

export interface GuestDoubles {
  readonly buffer: GuestValue
  /** A fresh view each time: guests make the memory grow, and growing detaches. */
  readonly view: () => Float64Array
}

/** An engine's whole state as bytes; new engines start from it. */
export interface EngineImage {
  readonly pages: number
  readonly runs: readonly { readonly at: number; readonly bytes: Uint8Array }[]
}

/** The engine is gone: a trap, the thread's own stack, or its allocator. */
export class EngineLost extends Error {
  override readonly name = 'EngineLost'
  readonly reason: 'fuel' | 'stack' | 'memory' | 'broken'

  constructor(cause: 'fuel' | 'stack' | 'memory' | 'broken') {
    super(`the guest’s engine is lost: ${cause}`)
    this.reason = cause
  }
}

export type EngineMaker = (
  limits: Pick<GuestLimits, 'memoryPages' | 'stackBytes'>,
  image?: EngineImage,
) => Engine
