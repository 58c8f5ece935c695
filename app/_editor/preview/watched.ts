import type { Document } from '@/sandbox/compile/compiled'
import type { Ask, CheckedEdit, CompiledEdit, PreviewBars, RanEdit, Tell } from './protocol'

/** What a worker has of a `Worker`. */
export interface Thread {
  postMessage(ask: Ask): void
  terminate(): void
  onmessage: ((event: { readonly data: Tell }) => void) | null
  onerror: ((event: { readonly message?: string }) => void) | null
}

interface Hears {
  compiled(edit: CompiledEdit): void
  ran(edit: RanEdit): void
  checked(edit: CheckedEdit): void
  /** The worker was stopped; `document` says whether it is what hung, and will not be tried again until it changes. */
  stopped(why: 'hangs' | 'broke', message: string): void
}

interface Timers {
  readonly set: (work: () => void, ms: number) => unknown
  readonly clear: (timer: unknown) => void
}

/** A document that takes longer than this hangs. */
const HANGS_MS = 15_000
/** Nobody waits longer than this for an old edit when there is a newer one. */
const IMPATIENT_MS = 3_000
/** What loading the engine may take on a slow line; no document is to blame for it. */
const START_MS = 120_000

/**
 * A preview worker under watch. One edit is under way at a time and the newest one waits; a worker that hangs is stopped and
 * another one takes its place.
 */
export class WatchedWorker {
  readonly #make: () => Thread
  readonly #hears: Hears
  readonly #timers: Timers
  #thread: Thread | null = null
  #edit = 0
  #bars = 0
  /** Under way in the worker, since when it is being worked on. */
  #running: { readonly edit: number; readonly bars: number; timer: unknown } | null = null
  #newest: { readonly edit: number; readonly document: Document } | null = null
  #given: { readonly bars: number; readonly given: PreviewBars } | null = null
  #sent = { edit: 0, bars: 0 }

  constructor(
    make: () => Thread,
    hears: Hears,
    timers: Timers = {
      set: (work, ms) => setTimeout(work, ms),
      clear: timer => clearTimeout(timer as number),
    },
  ) {
    this.#make = make
    this.#hears = hears
    this.#timers = timers
  }

  /** The number by which answers name this edit. */
  edit(document: Document): number {
    this.#newest = { edit: ++this.#edit, document }
    this.#go()
    return this.#edit
  }

  load(given: PreviewBars): number {
    this.#given = { bars: ++this.#bars, given }
    this.#go()
    return this.#bars
  }

  /** Tries once more what was given up. */
  retry(): void {
    if (this.#running) return
    this.#sent = { edit: 0, bars: 0 }
    this.#go()
  }

  dispose(): void {
    this.#stop()
    this.#newest = null
    this.#given = null
  }

  #go(): void {
    const isNews = this.#newest?.edit !== this.#sent.edit || (this.#given?.bars ?? 0) !== this.#sent.bars
    if (!this.#newest || !isNews) return
    if (this.#running) {
      if (this.#isReady) this.#allow(IMPATIENT_MS)
      return
    }
    this.#thread ??= this.#start()
    // what a fresh worker has not heard yet is told again
    if (this.#given && this.#given.bars !== this.#sent.bars) {
      const { bars, given } = this.#given
      this.#thread.postMessage({ kind: 'bars', bars, given })
    }
    if (this.#newest.edit !== this.#sent.edit) this.#thread.postMessage({ kind: 'edit', ...this.#newest })
    this.#sent = { edit: this.#newest.edit, bars: this.#given?.bars ?? 0 }
    this.#running = { ...this.#sent, timer: null }
    this.#allow(this.#isReady ? HANGS_MS : START_MS)
  }

  /** Gives what is under way so much more time, unless it has less already. */
  #allow(ms: number): void {
    const running = this.#running
    if (!running) return
    if (running.timer !== null && ms === IMPATIENT_MS && this.#impatient) return
    if (running.timer !== null) this.#timers.clear(running.timer)
    this.#impatient = ms === IMPATIENT_MS
    running.timer = this.#timers.set(() => this.#overdue(), ms)
  }
  #impatient = false
  #isReady = false

  #start(): Thread {
    const thread = this.#make()
    this.#sent = { edit: 0, bars: 0 }
    this.#isReady = false
    thread.onmessage = ({ data }) => this.#hear(data)
    thread.onerror = ({ message = '' }) => {
      const broken = this.#newest
      this.#stop()
      this.#sent = { edit: broken?.edit ?? 0, bars: this.#given?.bars ?? 0 }
      this.#hears.stopped('broke', message)
    }
    return thread
  }

  #hear(tell: Tell): void {
    switch (tell.kind) {
      case 'ready':
        this.#isReady = true
        this.#impatient = false
        this.#allow(HANGS_MS)
        break
      case 'compiled':
        if (tell.compiled.edit === this.#edit) this.#hears.compiled(tell.compiled)
        break
      case 'ran':
        if (tell.ran.edit === this.#edit && tell.ran.bars === this.#bars) this.#hears.ran(tell.ran)
        break
      case 'checked':
        if (tell.checked.edit === this.#edit && tell.checked.bars === this.#bars)
          this.#hears.checked(tell.checked)
        break
      case 'idle':
        if (this.#running && tell.edit === this.#running.edit && tell.bars === this.#running.bars) {
          this.#timers.clear(this.#running.timer)
          this.#running = null
          this.#go()
        }
    }
  }

  #overdue(): void {
    const running = this.#running
    const isOld = running?.edit !== this.#newest?.edit || running?.bars !== (this.#given?.bars ?? 0)
    const isReady = this.#isReady
    this.#stop()
    if (!isReady) {
      this.#sent = { edit: this.#edit, bars: this.#bars }
      this.#hears.stopped(
        'broke',
        'The preview could not be loaded. Check your connection and reload the page.',
      )
      return
    }
    if (isOld) {
      this.#go()
      return
    }
    // the newest one is to blame: it is not tried again as it is
    this.#sent = { edit: this.#edit, bars: this.#bars }
    this.#hears.stopped('hangs', 'The document takes too long and was stopped. Look for a loop without end.')
  }

  #stop(): void {
    if (this.#running) this.#timers.clear(this.#running.timer)
    this.#running = null
    if (this.#thread) {
      this.#thread.onmessage = null
      this.#thread.onerror = null
      this.#thread.terminate()
    }
    this.#thread = null
    this.#sent = { edit: 0, bars: 0 }
  }
}
