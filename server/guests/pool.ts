import type { LimitScale } from '../../sandbox/host/limits'
import { refuse } from '../errors'
import { type Answered, type Asked, type Ending, GuestProcess } from './guestProcess'

export interface PoolOptions {
  /** How many work at once. One more stands ready. */
  readonly size: number
  /** How many questions may wait; the next is refused at once. */
  readonly mostWaiting: number
  /** How many may be lent out for conversations, beside those that work. */
  readonly mostLent: number
  readonly bundle: () => Promise<string>
  readonly engine: () => Promise<Uint8Array>
  readonly scale?: LimitScale
  /** Told when a process ends that we did not end. */
  readonly whenLost?: (ending: Ending, stderr: string) => void
}

const START_MS = 15_000
/** Starts that fail in a row before questions are refused instead of waiting for another. */
const MOST_FAILED_STARTS = 3

/** Guests' processes that work, and one that waits, so that a killed one costs its successor no start. */
export class GuestPool {
  readonly #options: PoolOptions
  readonly #all = new Set<GuestProcess>()
  readonly #lent = new Set<GuestProcess>()
  readonly #ready: GuestProcess[] = []
  readonly #queue: ((guest: GuestProcess | null) => void)[] = []
  #starting = 0
  #failedStarts = 0
  /** Goes up when the pool closes: what was started before is not wanted any more. */
  #era = 0

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /** One question to whichever process is free. */
  async ask(asked: Asked): Promise<Answered> {
    const guest = await this.#take()
    const answered = await guest.ask(asked)
    const { told } = answered
    // An engine that broke down took nothing along that we know of; nobody else is let in all the same.
    if (!told.ok && told.error.kind === 'crashed') guest.kill()
    this.#giveBack(guest)
    return answered
  }

  /** A process of one's own for a conversation. `giveBack` ends it; its sessions end with it. */
  async lease(): Promise<{ ask: (asked: Asked) => Promise<Answered>; giveBack: () => void }> {
    if (this.#lent.size >= this.#options.mostLent)
      refuse('UNAVAILABLE', 'Too many scripts are running at once. Try again in a moment.')
    const guest = await this.#take()
    this.#all.delete(guest)
    this.#lent.add(guest)
    this.#fill()
    return { ask: asked => guest.ask(asked), giveBack: () => guest.kill() }
  }

  /** Ends every process. A later question starts anew. */
  close(): void {
    this.#era++
    for (const wait of this.#queue.splice(0)) wait(null)
    for (const guest of [...this.#all, ...this.#lent]) guest.kill()
  }

  async #take(): Promise<GuestProcess> {
    if (this.#queue.length >= this.#options.mostWaiting)
      refuse('UNAVAILABLE', 'Too much code is waiting to run. Try again in a moment.')
    const free = this.#ready.pop()
    this.#fill()
    if (free) return free
    const guest = await new Promise<GuestProcess | null>(resolve => this.#queue.push(resolve))
    return guest ?? refuse('UNAVAILABLE', 'The process that runs code does not start. Try again in a moment.')
  }

  #giveBack(guest: GuestProcess): void {
    if (guest.isGone) return
    const next = this.#queue.shift()
    if (next) next(guest)
    else this.#ready.push(guest)
  }

  /** Keeps `size` processes and a spare alive or on their way. */
  #fill(): void {
    while (this.#all.size + this.#starting < this.#options.size + 1) {
      this.#starting++
      void this.#start()
    }
  }

  async #start(): Promise<void> {
    const era = this.#era
    const guest = await this.#boot().catch(() => null)
    this.#starting--
    if (era !== this.#era) return guest?.kill()
    if (guest) {
      this.#failedStarts = 0
      this.#giveBack(guest)
      return
    }
    this.#failedStarts++
    if (this.#failedStarts < MOST_FAILED_STARTS) return this.#fill()
    this.#failedStarts = 0
    for (const wait of this.#queue.splice(0)) wait(null)
  }

  async #boot(): Promise<GuestProcess | null> {
    const [bundle, engine] = await Promise.all([this.#options.bundle(), this.#options.engine()])
    const guest = new GuestProcess(bundle, ending => this.#lost(guest, ending))
    this.#all.add(guest)
    const { scale } = this.#options
    const wasm = Buffer.from(engine).toString('base64')
    const question = { ask: 'engine', wasm, ...(scale && { scale }) } as const
    const { told } = await guest.ask({ question, columns: [], overstayMs: START_MS })
    return told.ok ? guest : null
  }

  #lost(guest: GuestProcess, ending: Ending): void {
    if (ending !== 'closed') this.#options.whenLost?.(ending, guest.stderr)
    this.#all.delete(guest)
    this.#lent.delete(guest)
    const place = this.#ready.indexOf(guest)
    if (place >= 0) this.#ready.splice(place, 1)
    if (this.#queue.length > 0) this.#fill()
  }
}
