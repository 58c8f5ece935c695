import type { PreviewEngine } from './engine'
import type { Ask, Tell } from './protocol'

type Send = (tell: Tell, transfer: readonly ArrayBuffer[]) => void

/** The worker's side of the talk: the newest edit and the newest bars are worked on, in small pieces so that news gets through. */
export class PreviewDesk {
  readonly #engine: PreviewEngine
  readonly #send: Send
  /** Lets messages in that came meanwhile. */
  readonly #breathe: () => Promise<void>
  #edit: Extract<Ask, { kind: 'edit' }> | null = null
  #bars: Extract<Ask, { kind: 'bars' }> | null = null
  #due = { compile: false, run: false, check: false }
  #busy = false

  constructor(engine: PreviewEngine, send: Send, breathe: () => Promise<void>) {
    this.#engine = engine
    this.#send = send
    this.#breathe = breathe
  }

  async hear(ask: Ask): Promise<void> {
    if (ask.kind === 'edit') {
      this.#edit = ask
      this.#due = { compile: true, run: true, check: true }
    } else {
      this.#bars = ask
      this.#due = { ...this.#due, run: true, check: true }
    }
    if (this.#busy) return
    this.#busy = true
    try {
      await this.#work()
    } finally {
      this.#busy = false
    }
  }

  async #work(): Promise<void> {
    for (;;) {
      const [edit, bars] = [this.#edit, this.#bars]
      if (this.#due.compile && edit) {
        this.#due.compile = false
        this.#send({ kind: 'compiled', compiled: this.#engine.compile(edit.edit, edit.document) }, [])
      } else if (this.#due.run) {
        this.#due.run = false
        if (bars) this.#engine.load(bars.bars, bars.given)
        const ran = this.#engine.run()
        if (ran)
          this.#send({ kind: 'ran', ran }, [
            ran.values.buffer as ArrayBuffer, // made by the engine, never shared
            ...ran.fired.map(({ begins }) => begins.buffer as ArrayBuffer), // likewise
          ])
        this.#send({ kind: 'idle', edit: edit?.edit ?? 0, bars: bars?.bars ?? 0 }, [])
      } else if (this.#due.check) {
        this.#due.check = false
        const checked = await this.#engine.check(async () => {
          await this.#breathe()
          return !this.#due.run
        })
        if (checked) this.#send({ kind: 'checked', checked }, [])
      } else return
      await this.#breathe()
    }
  }
}
