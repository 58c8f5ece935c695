import pg from 'pg'
import type { Prisma } from './generated/prisma/client'
import type { Notice } from './notices'

export const CHANNEL = 'sluice'
/** PostgreSQL refuses payloads of 8,000 bytes and more. */
export const NOTICE_BYTES = 7_900
const BUFFERED = 64
const PING_MS = 15_000
const PING_TIMEOUT_MS = 10_000
const RECONNECT_MS = [50, 200, 500, 1_000, 2_000]

/** `resync`: notices may have been missed; read the rows again. */
export type BusEvent =
  | { readonly kind: 'notice'; readonly topic: string; readonly notice: Notice }
  | { readonly kind: 'resync' }

export interface Subscription extends AsyncIterable<BusEvent> {
  readonly add: (topic: string) => void
  readonly remove: (topic: string) => void
  readonly close: () => void
}

/** Notices among processes over PostgreSQL's NOTIFY: one LISTEN connection a process, however many subscribers. */
export class Bus {
  readonly #url: string
  readonly #onError: (error: Error) => void
  readonly #inboxes = new Map<string, Set<Inbox>>()
  readonly #all = new Set<Inbox>()
  #client: pg.Client | undefined
  #opening: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #failures = 0
  #closed = false

  constructor(url: string, onError: (error: Error) => void = () => {}) {
    this.#url = url
    this.#onError = onError
  }

  get connected(): boolean {
    return this.#client !== undefined
  }

  /** Resolves once the first connection listens. Later drops heal by themselves. */
  ready(): Promise<void> {
    this.#opening ??= this.#connect()
    return this.#opening
  }

  /**
   * Starts collecting at once, before the first `next()`: subscribe, then read the row, and nothing falls between.
   * A reader that lags gets a `resync` and the latest notice in place of those it missed.
   */
  subscribe(topics: readonly string[], signal?: AbortSignal): Subscription {
    const inbox = new Inbox(closed => {
      this.#all.delete(closed)
      for (const topic of closed.topics) this.#leave(topic, closed)
    })
    this.#all.add(inbox)
    const add = (topic: string) => {
      if (inbox.closed) return
      inbox.topics.add(topic)
      const members = this.#inboxes.get(topic)
      if (members) members.add(inbox)
      else this.#inboxes.set(topic, new Set([inbox]))
    }
    for (const topic of topics) add(topic)
    const close = () => inbox.close()
    if (signal?.aborted || this.#closed) close()
    else signal?.addEventListener('abort', close, { once: true })
    void this.ready().catch(this.#onError)
    return {
      add,
      remove: topic => {
        inbox.topics.delete(topic)
        this.#leave(topic, inbox)
      },
      close: () => {
        signal?.removeEventListener('abort', close)
        close()
      },
      [Symbol.asyncIterator]: () => ({
        next: () => inbox.next(),
        return: async () => {
          signal?.removeEventListener('abort', close)
          close()
          return { done: true, value: undefined }
        },
      }),
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    for (const inbox of this.#all) inbox.close()
    await this.#client?.end().catch(() => {})
    this.#client = undefined
  }

  #leave(topic: string, inbox: Inbox): void {
    const members = this.#inboxes.get(topic)
    members?.delete(inbox)
    if (members?.size === 0) this.#inboxes.delete(topic)
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      keepAlive: true,
      application_name: 'sluice bus',
      connectionTimeoutMillis: 10_000,
    })
    let over = false
    const lost = (error?: Error) => {
      if (over) return
      over = true
      clearTimeout(this.#timer)
      if (this.#client === client) this.#client = undefined
      client.end().catch(() => {})
      if (this.#closed) return
      if (error) this.#onError(error)
      const waitMs = RECONNECT_MS[Math.min(this.#failures++, RECONNECT_MS.length - 1)]
      this.#timer = setTimeout(() => {
        this.#opening = this.#connect()
        this.#opening.catch(() => {})
      }, waitMs)
    }
    client.on('notification', message => this.#deliver(message.payload ?? ''))
    client.on('error', lost)
    client.on('end', () => lost())
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
    } catch (error) {
      lost(error as Error)
      throw error
    }
    if (this.#closed) return void client.end().catch(() => {})
    this.#client = client
    this.#failures = 0
    // Whoever subscribed before this moment may have missed something.
    for (const inbox of this.#all) inbox.resync()
    this.#ping(client, lost)
  }

  /** A connection that a firewall dropped in silence says nothing; asking it is the only way to know. */
  #ping(client: pg.Client, lost: (error: Error) => void): void {
    this.#timer = setTimeout(() => {
      const late = setTimeout(() => lost(new Error('The bus connection does not answer.')), PING_TIMEOUT_MS)
      client.query('select 1').then(
        () => {
          clearTimeout(late)
          if (this.#client === client && !this.#closed) this.#ping(client, lost)
        },
        error => {
          clearTimeout(late)
          lost(error)
        },
      )
    }, PING_MS)
    this.#timer.unref()
  }

  #deliver(payload: string): void {
    const cut = payload.indexOf(' ')
    const topic = payload.slice(0, cut)
    const members = this.#inboxes.get(topic)
    if (!members) return
    const notice = JSON.parse(payload.slice(cut + 1)) as Notice // ours: only publish() and the ledger write to this channel
    for (const inbox of members) inbox.put({ kind: 'notice', topic, notice })
  }
}

/** Says a notice when the surrounding transaction commits, never if it rolls back. */
export async function publish(
  db: Pick<Prisma.TransactionClient, '$executeRaw'>,
  topic: string,
  notice: Notice,
): Promise<void> {
  const payload = `${topic} ${JSON.stringify(notice)}`
  if (Buffer.byteLength(payload) > NOTICE_BYTES)
    throw new Error(
      `A notice on ${topic} has ${Buffer.byteLength(payload)} bytes; ${NOTICE_BYTES} fit. Name rows instead of carrying them.`,
    )
  await db.$executeRaw`select pg_notify(${CHANNEL}, ${payload})`
}

class Inbox {
  readonly topics = new Set<string>()
  closed = false
  #events: BusEvent[] = []
  #wake: (() => void) | undefined
  readonly #onClose: (inbox: Inbox) => void

  constructor(onClose: (inbox: Inbox) => void) {
    this.#onClose = onClose
  }

  put(event: BusEvent): void {
    if (this.closed) return
    if (this.#events.length >= BUFFERED) this.#events = [{ kind: 'resync' }, event]
    else this.#events.push(event)
    this.#rouse()
  }

  resync(): void {
    if (this.closed) return
    if (this.#events[0]?.kind !== 'resync') this.#events.unshift({ kind: 'resync' })
    this.#rouse()
  }

  async next(): Promise<IteratorResult<BusEvent, undefined>> {
    for (;;) {
      const event = this.#events.shift()
      if (event) return { done: false, value: event }
      if (this.closed) return { done: true, value: undefined }
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.#events = []
    this.#onClose(this)
    this.#rouse()
  }

  #rouse(): void {
    const wake = this.#wake
    this.#wake = undefined
    wake?.()
  }
}
