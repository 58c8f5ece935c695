import type { Bus } from '../bus'
import type { PrismaClient } from '../generated/prisma/client'
import { topics } from '../notices'
import { openQueue, openQueueWorker, type QueuePlace } from '../queue'
import { Bell } from './bell'
import { type Catalogue, type Handlers, QUEUES, type QueueName } from './define'
import { every } from './every'
import { type Claim, JobLedger } from './ledger'
import { type Running, runClaim } from './run'

export interface CrewOptions<C extends Catalogue> {
  readonly db: PrismaClient
  readonly bus: Bus
  readonly place: QueuePlace
  readonly catalogue: C
  readonly handlers: Handlers<C>
  /** Names this process in the rows it works on. */
  readonly name: string
  readonly random: () => number
  readonly onError: (error: unknown, job?: Claim) => void
  readonly leaseMs?: number
  readonly sweepMs?: number
  readonly heedMs?: number
  readonly concurrency?: Partial<Record<QueueName, number>>
}

export interface Crew {
  /** Jobs in hand. */
  readonly running: () => number
  /** Takes no more work, lets what runs finish for `graceMs`, then hands the rest back to the queue. */
  readonly drain: (graceMs: number) => Promise<void>
}

const LEASE_MS = 6_000
const SWEEP_MS = 2_000
const SWEEP_ROWS = 2_000

/**
 * The workers of one process. The doorbell of a new row reaches the queue here, through the bus: whoever asks for work
 * writes a row and nothing else, so work and its doorbell can't come apart. What the bus loses the sweep finds.
 */
export async function startCrew<C extends Catalogue>(options: CrewOptions<C>): Promise<Crew> {
  const { db, bus, place, catalogue, onError } = options
  const leaseMs = options.leaseMs ?? LEASE_MS
  const sweepMs = options.sweepMs ?? SWEEP_MS
  const ledger = new JobLedger(db, options.name, leaseMs)
  const hands = new Map<string, Running>()
  const names = Object.keys(QUEUES) as QueueName[]
  const queues = new Map(names.map(name => [name, openQueue(place, queueKey(name))]))
  for (const queue of queues.values()) queue.on('error', error => onError(error))

  const answer = async (id: string): Promise<void> => {
    if (hands.has(id)) return
    const claim = await ledger.claim(id)
    if (!claim) return
    const run = runClaim(claim, { ...options, ledger })
    hands.set(id, run)
    try {
      await run.over
    } finally {
      hands.delete(id)
    }
  }
  const workers = names.map(name => {
    const concurrency = options.concurrency?.[name] ?? QUEUES[name].concurrency
    const worker = openQueueWorker(place, queueKey(name), concurrency, (_, bell) =>
      answer(bell.id).catch(error => onError(error)),
    )
    worker.on('error', error => onError(error))
    return worker
  })

  const bell = new Bell(name => queues.get(catalogue[name]?.queue ?? 'upkeep'), onError)
  const sweep = async (graceMs: number): Promise<void> => {
    const rows = await ledger.unheard(graceMs, SWEEP_ROWS)
    if (rows.length > 0) bell.ring(rows.map(row => ({ ...row, delayMs: 0 })))
  }
  const renew = async (): Promise<void> => {
    const held = [...hands.values()]
    if (held.length === 0) return
    const ours = await ledger.renew(held.map(run => run.claim))
    for (const run of held) {
      const row = ours.get(run.claim.id)
      if (!row) run.stop('superseded')
      else if (row.cancelAsked) run.stop('cancelled')
    }
  }

  await Promise.all(workers.map(worker => worker.waitUntilReady()))
  await bus.ready()
  const news = bus.subscribe([topics.bell])
  const listening = (async () => {
    for await (const event of news) {
      if (event.kind === 'resync') await sweep(0).catch(onError)
      else if (event.notice.kind === 'ring') bell.ring([event.notice])
      else if (event.notice.kind === 'cancel') hands.get(event.notice.id)?.stop('cancelled')
    }
  })()
  const sweeping = every(sweepMs, () => sweep(sweepMs), onError)
  const renewing = every(leaseMs / 3, renew, onError)
  void sweep(0).catch(onError)

  return {
    running: () => hands.size,
    drain: async graceMs => {
      sweeping.stop()
      news.close()
      const idle = Promise.all(workers.map(worker => worker.close()))
      const late = setTimeout(() => {
        for (const run of hands.values()) run.stop('shutdown')
      }, graceMs)
      await idle.catch(onError)
      await Promise.all([...hands.values()].map(run => run.over))
      clearTimeout(late)
      renewing.stop()
      await Promise.all([listening, sweeping.over(), renewing.over(), bell.idle()])
      await Promise.all([...queues.values()].map(queue => queue.close()))
    },
  }
}

/** One product's queues, told apart from whatever else lives in the same Redis. */
const queueKey = (name: QueueName) => `sluice-${name}`
