import type { Bus } from '../../bus'
import type { PrismaClient } from '../../generated/prisma/client'
import { topics } from '../../notices'
import { every } from '../every'
import { type Channel, Undeliverable } from './channels/define'

export interface RelayOptions {
  readonly db: PrismaClient
  readonly bus: Bus
  readonly channels: readonly Channel[]
  /** 0 to 1; spreads retries. */
  readonly random: () => number
  readonly onError: (error: unknown) => void
  readonly pollMs?: number
  readonly attempts?: number
  readonly backoffMs?: number
  readonly timeoutMs?: number
  /** How long a claimed row stays with its relay; a crash delays it by this much. More than a batch of time-outs. */
  readonly claimMs?: number
}

export interface Relay {
  readonly stop: () => Promise<void>
}

interface Claimed {
  readonly id: bigint
  readonly key: string
  readonly channel: string
  readonly payload: unknown
  readonly attempts: number
}

const BATCH = 5
const ATTEMPTS = 10
const BACKOFF_MS = 5_000
const BACKOFF_LIMIT_MS = 3_600_000
const TIMEOUT_MS = 10_000
const CLAIM_MS = 60_000
const POLL_MS = 5_000

/**
 * Delivers the outbox, oldest first, at least once each. Several relays may run: a row belongs to one of them for
 * `claimMs`. No transaction is open while the outside world is spoken to.
 */
export function startRelay(options: RelayOptions): Relay {
  const { bus, onError } = options
  const stopping = new AbortController()
  const hint = bus.subscribe([topics.outbox], stopping.signal)
  let draining: Promise<void> | null = null
  let again = false
  const drain = (): Promise<void> => {
    again = true
    draining ??= (async () => {
      try {
        while (again && !stopping.signal.aborted) {
          again = false
          while (!stopping.signal.aborted && (await deliverBatch(options)) > 0);
        }
      } finally {
        draining = null
      }
    })()
    return draining
  }
  const listening = (async () => {
    for await (const _ of hint) drain().catch(onError)
  })()
  const polling = every(options.pollMs ?? POLL_MS, drain, onError)
  return {
    stop: async () => {
      stopping.abort()
      polling.stop()
      await Promise.all([listening, polling.over(), draining?.catch(onError)])
    },
  }
}

/** Claims a few rows and delivers them. The number of rows it took. */
export async function deliverBatch(options: RelayOptions): Promise<number> {
  const claimed = await options.db.$queryRaw<Claimed[]>`
    with due as (
      select id from "Outbox"
      where "deliveredAt" is null and "gaveUpAt" is null and "nextAttemptAt" <= now()
      order by id limit ${BATCH} for update skip locked
    ), taken as (
      update "Outbox" o set attempts = attempts + 1,
        "nextAttemptAt" = now() + ${options.claimMs ?? CLAIM_MS}::float8 * interval '1 millisecond'
      from due where o.id = due.id returning o.*
    ) select id, key, channel, payload, attempts from taken order by id`
  for (const row of claimed) {
    const outcome = await deliver(row, options)
    await record(row, outcome, options)
  }
  return claimed.length
}

type Outcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'failed'; readonly error: string; readonly final: boolean }

async function deliver(row: Claimed, { channels, timeoutMs }: RelayOptions): Promise<Outcome> {
  const channel = channels.find(each => each.id === row.channel)
  if (!channel) return { kind: 'failed', error: `There is no channel named ${row.channel}.`, final: true }
  try {
    await channel.deliver(row.payload, {
      key: row.key,
      signal: AbortSignal.timeout(timeoutMs ?? TIMEOUT_MS),
    })
    return { kind: 'delivered' }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return { kind: 'failed', error: text.slice(0, 1_000), final: error instanceof Undeliverable }
  }
}

async function record(row: Claimed, outcome: Outcome, options: RelayOptions): Promise<void> {
  const { db, random } = options
  if (outcome.kind === 'delivered') {
    await db.$executeRaw`
      update "Outbox" set "deliveredAt" = now(), "lastError" = null where id = ${row.id} and "deliveredAt" is null`
    return
  }
  const over = outcome.final || row.attempts >= (options.attempts ?? ATTEMPTS)
  const doubled = (options.backoffMs ?? BACKOFF_MS) * 2 ** (row.attempts - 1)
  const delayMs = Math.min(BACKOFF_LIMIT_MS, doubled) * (0.75 + random() / 2)
  await db.$executeRaw`
    update "Outbox" set "lastError" = ${outcome.error},
      "gaveUpAt" = case when ${over} then now() end,
      "nextAttemptAt" = now() + ${delayMs}::float8 * interval '1 millisecond'
    where id = ${row.id} and "deliveredAt" is null`
}
