import type { openQueue } from '../queue'

/** A job that should be looked at. */
export interface Ring {
  readonly id: string
  readonly name: string
  readonly epoch: number
  readonly delayMs: number
}

type Queue = ReturnType<typeof openQueue>

/** More than this waiting unrung means that the queue does not answer; the sweep will ring for what is left out. */
const PENDING = 10_000

/**
 * Puts doorbells into the queues. Rings that come while one write is under way leave together with the next, so a burst
 * costs few round trips. The same job and epoch ring once, from however many processes.
 */
export class Bell {
  readonly #queueOf: (jobName: string) => Queue | undefined
  readonly #onError: (error: unknown) => void
  #pending: Ring[] = []
  #ringing: Promise<void> | null = null

  constructor(queueOf: (jobName: string) => Queue | undefined, onError: (error: unknown) => void) {
    this.#queueOf = queueOf
    this.#onError = onError
  }

  ring(rings: readonly Ring[]): void {
    if (this.#pending.length < PENDING) this.#pending.push(...rings)
    this.#ringing ??= this.#write()
      .catch(this.#onError)
      .finally(() => {
        this.#ringing = null
      })
  }

  async idle(): Promise<void> {
    await this.#ringing
  }

  async #write(): Promise<void> {
    while (this.#pending.length > 0) {
      const batch = this.#pending
      this.#pending = []
      const byQueue = new Map<Queue | undefined, Ring[]>()
      for (const ring of batch) {
        const queue = this.#queueOf(ring.name)
        const rings = byQueue.get(queue)
        if (rings) rings.push(ring)
        else byQueue.set(queue, [ring])
      }
      for (const [queue, rings] of byQueue)
        await queue?.addBulk(
          rings.map(({ id, name, epoch, delayMs }) => ({
            name,
            data: { id },
            opts: { jobId: `${id}-${epoch}`, delay: delayMs },
          })),
        )
    }
  }
}
