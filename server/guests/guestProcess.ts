import { BrokenFrame, FrameReader, writeFrame } from './frames'
import { launch } from './launch'
import { BrokenAnswer, type Question, readTold, type Told } from './messages'
import { PARENT_FRAMES } from './sizes'

export interface Asked {
  readonly question: Question
  readonly columns: readonly Float64Array[]
  /** After this long the process is killed, whatever it is doing. */
  readonly overstayMs: number
}

export interface Answered {
  readonly told: Told
  readonly columns: readonly Float64Array[]
}

/** Why a process is no more: we ended it, it overstayed, it talked nonsense, it died by itself. */
export type Ending = 'closed' | 'overstayed' | 'nonsense' | 'died'

const STDERR_KEPT = 2_000

/** One guests' process, seen from outside. It answers one question at a time; what it says is checked word for word. */
export class GuestProcess {
  readonly #child: ReturnType<typeof launch>
  readonly #reader = new FrameReader(PARENT_FRAMES)
  readonly #whenGone: (ending: Ending) => void
  #waiting: { readonly settle: (answered: Answered) => void; readonly timer: NodeJS.Timeout } | null = null
  #isGone = false
  #stderr = ''

  constructor(bundle: string, whenGone: (ending: Ending) => void) {
    this.#whenGone = whenGone
    this.#child = launch(bundle)
    this.#child.stdout.on('data', part => this.#hear(part))
    this.#child.stderr?.on('data', part => {
      this.#stderr = (this.#stderr + String(part)).slice(-STDERR_KEPT)
    })
    // A pipe that breaks is a process that dies; `exit` tells.
    this.#child.stdin.on('error', () => this.#end('died'))
    this.#child.on('error', () => this.#end('died'))
    this.#child.on('exit', () => this.#end('died'))
    this.#rest(true)
  }

  get isGone(): boolean {
    return this.#isGone
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  /** The last of what it wrote beside its answers, for our own logs. */
  get stderr(): string {
    return this.#stderr
  }

  /** Never rejects: a process that overstays, dies or talks nonsense is a guest that failed. */
  ask({ question, columns, overstayMs }: Asked): Promise<Answered> {
    if (this.#waiting) throw new Error('this guests’ process has a question already')
    if (this.#isGone) return Promise.resolve(lost('crashed'))
    this.#rest(false)
    return new Promise(resolve => {
      const timer = setTimeout(() => this.#end('overstayed'), overstayMs)
      this.#waiting = { settle: resolve, timer }
      for (const part of writeFrame({ words: question, columns })) this.#child.stdin.write(part)
    })
  }

  kill(): void {
    this.#end('closed')
  }

  #hear(part: Uint8Array): void {
    try {
      for (const { words, columns } of this.#reader.read(part)) {
        // An answer that nobody asked for: this process is not ours any more.
        if (!this.#waiting) throw new BrokenAnswer()
        this.#settle({ told: readTold(words), columns })
      }
    } catch (error) {
      if (!(error instanceof BrokenFrame || error instanceof BrokenAnswer)) throw error
      this.#end('nonsense')
    }
  }

  #settle(answered: Answered): void {
    const waiting = this.#waiting
    this.#waiting = null
    if (!waiting) return
    clearTimeout(waiting.timer)
    if (!this.#isGone) this.#rest(true)
    waiting.settle(answered)
  }

  #end(ending: Ending): void {
    if (this.#isGone) return
    this.#isGone = true
    this.#child.kill('SIGKILL')
    this.#settle(lost(ending === 'overstayed' ? 'deadline' : 'crashed'))
    this.#whenGone(ending)
  }

  /** A resting child keeps nobody's process alive. */
  #rest(isResting: boolean): void {
    const { stdin, stdout, stderr } = this.#child
    for (const one of [this.#child, stdin, stdout, stderr]) {
      const handle = one as { ref?: () => void; unref?: () => void } | null // pipes are sockets, which have both
      if (isResting) handle?.unref?.()
      else handle?.ref?.()
    }
  }
}

const MESSAGES = {
  deadline: 'The code ran too long and was stopped from outside; do less at once.',
  crashed: 'The process that ran the code broke down. Nothing else was harmed; try again.',
} as const

function lost(kind: keyof typeof MESSAGES): Answered {
  const error = { kind, message: MESSAGES[kind], line: null, column: null }
  return { told: { ok: false, error, fuelUsed: 0, logs: [] }, columns: [] }
}
