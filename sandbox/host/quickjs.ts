// Bellard's QuickJS as built for quickjs-emscripten 0.32, driven by its raw functions. That package's own layer is not
// used: it converts guest values (Object.assign from guest JSON, getters and traps during `dump`) and its glue brings
// timers, clocks, an environment and a 2 GiB heap.
import {
  type Budget,
  type Engine,
  type EngineFlags,
  type EngineImage,
  EngineLost,
  type EngineMaker,
  type Evaluated,
  type GuestDoubles,
  type GuestLimits,
  type GuestValue,
} from './engine'
import { type Native, nativeOf } from './engineBuild'
import { FUEL_EXPORT, PAGES_EXPORT } from './meter'
import { importsOf } from './world'

const PAGE = 65_536
/** The least the build's import of its memory allows; address space, not memory, until touched. */
const IMPORTED_PAGES = 256
/** The build keeps its static data below its own stack, and the heap above it. */
const ENGINE_STACK = 5 * 1024 * 1024
/** Native frames may pass the guest's stack limit by this much before the next check. */
const STACK_MARGIN = 64 * 1024
/** Heap that one run may leave behind before a new engine is cheaper than clearing it. */
const CLEARED_PAGES = 256
/**
 * Fuel between the limit, where the next poll interrupts the guest cleanly, and the trap. More than ordinary code burns
 * between two polls of the interrupt handler, of which there is one in 10,000 backward jumps and calls.
 */
const LAST_DROPS = 4_000_000

const STRICT = 8
const COMPILE_ONLY = 32
/** Base objects, Date, Eval, normalize, RegExp (two), JSON, Proxy, Map and Set, typed arrays, Promise, BigInt. */
const INTRINSICS = 1 | 2 | 4 | 8 | 16 | 32 | 64 | 128 | 256 | 512 | 1024 | 2048

interface EngineOptions {
  readonly module: WebAssembly.Module
  readonly limits: Pick<GuestLimits, 'memoryPages' | 'stackBytes'>
  /** Milliseconds for the deadline; monotonic. */
  readonly clock: () => number
}

interface QuickJsImage extends EngineImage {
  readonly runtime: number
  readonly context: number
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** Makes engines of one compiled and metered module. */
export const quickJs =
  (module: WebAssembly.Module, clock: () => number): EngineMaker =>
  (limits, image) =>
    // An image is only ever given back to the maker that took it.
    new QuickJs({ module, limits, clock }, image as QuickJsImage | undefined)

export class QuickJs implements Engine {
  readonly #memory: WebAssembly.Memory
  readonly #native: Native
  readonly #fuel: WebAssembly.Global<'i64'>
  readonly #pages: WebAssembly.Global<'i32'>
  readonly #limits: EngineOptions['limits']
  readonly #clock: () => number
  readonly #stackTop: number
  readonly #runtime: number
  readonly #context: number
  #bytes: Uint8Array<ArrayBuffer>
  #deadline = Number.POSITIVE_INFINITY
  #interrupted: EngineFlags['interrupted'] = null
  #memoryRefused = false
  #now = 0

  constructor({ module, limits, clock }: EngineOptions, image?: QuickJsImage) {
    this.#limits = limits
    this.#clock = clock
    this.#memory = new WebAssembly.Memory({
      initial: IMPORTED_PAGES,
      maximum: Math.max(IMPORTED_PAGES, limits.memoryPages),
    })
    const world = importsOf(this.#memory, {
      bytes: () => this.#bytes,
      now: () => this.#now,
      shouldInterrupt: () => this.#shouldInterrupt(),
      resizeHeap: bytes => this.#resizeHeap(bytes),
    })
    const { exports } = new WebAssembly.Instance(module, world)
    this.#native = nativeOf(exports)
    this.#fuel = exports[FUEL_EXPORT] as WebAssembly.Global<'i64'>
    this.#pages = exports[PAGES_EXPORT] as WebAssembly.Global<'i32'>
    this.#bytes = new Uint8Array(this.#memory.buffer)
    this.#stackTop = this.#native.stackSave()
    this.#pages.value = Math.ceil(this.#stackTop / PAGE) + 1
    if (image) {
      this.#runtime = image.runtime
      this.#context = image.context
      this.#load(image)
      return
    }
    this.allow({ fuel: 1_000_000_000, deadlineMs: 60_000 })
    this.#native.start()
    this.#runtime = this.#native.newRuntime()
    this.#native.setMaxStackSize(this.#runtime, limits.stackBytes)
    this.#native.enableInterruptHandler(this.#runtime)
    this.#context = this.#native.newContext(this.#runtime, INTRINSICS)
  }

  allow({ fuel, deadlineMs }: Budget): void {
    this.#fuel.value = BigInt(Math.floor(fuel) + LAST_DROPS)
    this.#deadline = this.#clock() + deadlineMs
    this.#interrupted = null
    this.#memoryRefused = false
  }

  fuelLeft(): number {
    return Math.max(0, Number(this.#fuel.value) - LAST_DROPS)
  }

  flags(): EngineFlags {
    return { interrupted: this.#interrupted, memoryRefused: this.#memoryRefused }
  }

  /** The deepest quarter of the guest's stack is zero when a run starts. */
  stackExhausted(): boolean {
    const { stackBytes } = this.#limits
    const words = new Int32Array(this.#memory.buffer, (this.#stackTop - stackBytes) & ~3, stackBytes >> 4)
    for (let i = 0; i < words.length; i++) if (words[i] !== 0) return true
    return false
  }

  evaluate(source: string, file: string): Evaluated {
    return this.#evaluate(source, file, STRICT)
  }

  parses(source: string): boolean {
    return this.#evaluate(source, 'strategy.ts', STRICT | COMPILE_ONLY).ok
  }

  call(callee: GuestValue, args: readonly GuestValue[]): Evaluated {
    return this.#run(() => {
      const list = this.#allocate(Math.max(4, 4 * args.length))
      const view = new DataView(this.#memory.buffer)
      args.forEach((arg, n) => {
        view.setUint32(list + 4 * n, arg, true)
      })
      const result = this.#native.call(this.#context, callee, this.#native.getUndefined(), args.length, list)
      this.#native.free(list)
      return this.#evaluated(result)
    })
  }

  runJobs(most: number): boolean {
    return this.#run(() => {
      const context = this.#allocate(4)
      for (let n = 0; n < most && this.#native.isJobPending(this.#runtime); n++) {
        // One at a time: a job that throws must not end the others.
        this.#native.freeValue(this.#context, this.#native.executePendingJob(this.#runtime, 1, context))
        if (this.#interrupted) break
      }
      this.#native.free(context)
      return this.#native.isJobPending(this.#runtime) !== 0
    })
  }

  text(value: string): GuestValue {
    return this.#run(() => {
      const at = this.#write(value)
      const made = this.#native.newString(this.#context, at)
      this.#native.free(at)
      return made as GuestValue
    })
  }

  number(value: number): GuestValue {
    return this.#run(() => this.#native.newFloat64(this.#context, value) as GuestValue)
  }

  undefined(): GuestValue {
    return this.#native.getUndefined() as GuestValue
  }

  item(list: GuestValue, index: number): GuestValue {
    return this.#run(() => this.#native.getPropNumber(this.#context, list, index) as GuestValue)
  }

  setNow(ms: number): void {
    this.#now = ms
  }

  release(value: GuestValue): void {
    this.#run(() => this.#native.freeValue(this.#context, value))
  }

  readText(value: GuestValue, mostBytes: number): string | null {
    return this.#run(() => {
      if (this.#typeOf(value) !== 'string') return null
      const at = this.#native.getString(this.#context, value)
      if (at === 0) return null
      const end = this.#bytes.subarray(0, at + mostBytes + 1).indexOf(0, at)
      const text = end < 0 ? null : decode(this.#bytes.subarray(at, end))
      this.#native.freeCString(this.#context, at)
      return text
    })
  }

  readNumber(value: GuestValue): number | null {
    return this.#run(() =>
      this.#typeOf(value) === 'number' ? this.#native.getFloat64(this.#context, value) : null,
    )
  }

  doubles(count: number): GuestDoubles | null {
    // Past 32 bits the size would wrap and a small block pass for a large one.
    if (count * 8 >= this.#limits.memoryPages * PAGE) return null
    return this.#run(() => {
      const at = this.#native.malloc(count * 8)
      if (at === 0) return null
      // An allocator that answers nonsense has been overwritten; throws where the block doesn't fit.
      void new Float64Array(this.#memory.buffer, at, count)
      const buffer = this.#native.newArrayBuffer(this.#context, at, count * 8) as GuestValue
      return { buffer, view: () => new Float64Array(this.#memory.buffer, at, count) }
    })
  }

  snapshot(): QuickJsImage {
    const end = this.#pages.value * PAGE
    const top = this.#stackTop
    this.#clearStack()
    const runs = [
      { at: 0, bytes: this.#bytes.slice(0, top - ENGINE_STACK) },
      { at: top, bytes: this.#bytes.slice(top, end) },
    ]
    return { pages: this.#pages.value, runs, runtime: this.#runtime, context: this.#context }
  }

  restore(image: EngineImage): boolean {
    if (this.#pages.value > image.pages + CLEARED_PAGES) return false
    this.#clearStack()
    const used = this.#pages.value
    this.#load(image)
    this.#bytes.fill(0, image.pages * PAGE, used * PAGE)
    this.#native.stackRestore(this.#stackTop)
    this.#now = 0
    return true
  }

  /** Words that finished calls left below the stack pointer; a guest reached no deeper than its limit. */
  #clearStack(): void {
    this.#bytes.fill(0, this.#stackTop - this.#limits.stackBytes - STACK_MARGIN, this.#stackTop)
  }

  #load(image: EngineImage): void {
    this.#grow(image.pages)
    for (const run of image.runs) this.#bytes.set(run.bytes, run.at)
  }

  /** Every byte of the heap; for tests. */
  bytes(): Uint8Array {
    return this.#bytes
  }

  #evaluate(source: string, file: string, flags: number): Evaluated {
    return this.#run(() => {
      const code = encoder.encode(source)
      const at = this.#allocate(code.length + 1)
      this.#bytes.set(code, at)
      this.#bytes[at + code.length] = 0
      const name = this.#write(file)
      const result = this.#native.evaluate(this.#context, at, code.length, name, 0, flags)
      this.#native.free(name)
      this.#native.free(at)
      return this.#evaluated(result)
    })
  }

  #evaluated(result: number): Evaluated {
    const thrown = this.#native.resolveException(this.#context, result)
    return thrown === 0
      ? { ok: true, value: result as GuestValue }
      : { ok: false, thrown: thrown as GuestValue }
  }

  /** `typeof` reads a tag; no guest code runs. */
  #typeOf(value: GuestValue): string {
    const at = this.#native.typeOf(this.#context, value)
    const name = decode(this.#bytes.subarray(at, this.#bytes.indexOf(0, at))) ?? ''
    this.#native.free(at)
    return name
  }

  #write(text: string): number {
    const bytes = encoder.encode(text)
    const at = this.#allocate(bytes.length + 1)
    this.#bytes.set(bytes, at)
    this.#bytes[at + bytes.length] = 0
    return at
  }

  #allocate(size: number): number {
    const at = this.#native.malloc(size)
    if (at === 0) throw new EngineLost('memory')
    return at
  }

  /** Nothing but `EngineLost` leaves an engine. */
  #run<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      if (error instanceof EngineLost) throw error
      throw new EngineLost(this.#causeOf(error))
    }
  }

  #causeOf(error: unknown): EngineLost['reason'] {
    if (this.#fuel.value < 0n) return 'fuel'
    if (error instanceof RangeError) return 'stack'
    return this.#memoryRefused ? 'memory' : 'broken'
  }

  #grow(pages: number): void {
    const more = pages - this.#memory.buffer.byteLength / PAGE
    if (more > 0) {
      this.#memory.grow(more)
      this.#bytes = new Uint8Array(this.#memory.buffer)
    }
    this.#pages.value = pages
  }

  #resizeHeap(bytes: number): boolean {
    const pages = Math.ceil((bytes >>> 0) / PAGE)
    if (pages <= this.#limits.memoryPages) {
      try {
        this.#grow(pages)
        return true
      } catch {
        // The machine has no more: the same answer as the limit.
      }
    }
    this.#memoryRefused = true
    return false
  }

  #shouldInterrupt(): boolean {
    if (this.#interrupted) return true
    if (this.#fuel.value < LAST_DROPS) this.#interrupted = 'fuel'
    else if (this.#clock() > this.#deadline) this.#interrupted = 'deadline'
    return this.#interrupted !== null
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}
