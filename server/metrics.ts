// What Prometheus may ask of this process. Labels are names from our own code, never of tenants or people.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { PrismaClient } from './generated/prisma/client'

export const registry = new Registry()
collectDefaultMetrics({ register: registry, prefix: 'sluice_' })

const registers = [registry]
const buckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export const httpSeconds = new Histogram({
  name: 'sluice_http_request_duration_seconds',
  help: 'Time to answer an HTTP request, by route template',
  labelNames: ['method', 'route', 'status'] as const,
  buckets,
  registers,
})

const callSeconds = new Histogram({
  name: 'sluice_call_duration_seconds',
  help: 'Time to answer a procedure call; a subscription counts until it is set up',
  labelNames: ['path', 'type', 'outcome'] as const,
  buckets,
  registers,
})

export const liveClients = new Gauge({
  name: 'sluice_ws_clients',
  help: 'Open WebSocket connections',
  registers,
})

export const limited = new Counter({
  name: 'sluice_rate_limited_total',
  help: 'Requests refused by a rate limit, by which one',
  labelNames: ['limit'] as const,
  registers,
})

export const liveMissed = new Counter({
  name: 'sluice_live_updates_missed_total',
  help: 'Live updates that slow readers did not get because newer ones took their place',
  registers,
})

export function observeCall(path: string, type: string, outcome: string, seconds: number): void {
  callSeconds.observe({ path, type, outcome }, seconds)
}

/** Gauges that are read from the database when somebody asks. One process of them is enough; all show the same. */
export function watchDatabase(db: PrismaClient, now: () => Date): void {
  const seconds = (since: Date) => Math.max(0, (now().getTime() - since.getTime()) / 1000)
  const jobs = new Gauge({
    name: 'sluice_jobs',
    help: 'Jobs by name and state',
    labelNames: ['name', 'state'] as const,
    registers,
    collect: (): Promise<void> =>
      unlessGone(
        async () => {
          const counts = await db.job.groupBy({ by: ['name', 'state'], _count: { _all: true } })
          jobs.reset()
          for (const { name, state, _count } of counts) jobs.set({ name, state }, _count._all)
        },
        () => jobs.reset(),
      ),
  })
  const outbox = new Gauge({
    name: 'sluice_outbox_age_seconds',
    help: 'Age of the oldest message that is still to be delivered; 0 when there is none',
    registers,
    collect: (): Promise<void> =>
      unlessGone(
        async () => {
          const oldest = await db.outbox.findFirst({
            where: { deliveredAt: null, gaveUpAt: null },
            orderBy: { id: 'asc' },
            select: { createdAt: true },
          })
          outbox.set(oldest ? seconds(oldest.createdAt) : 0)
        },
        () => outbox.set(Number.NaN),
      ),
  })
  const silence = new Gauge({
    name: 'sluice_heartbeat_age_seconds',
    help: 'Seconds since the youngest heartbeat of each kind of process: worker, feed …',
    labelNames: ['kind'] as const,
    registers,
    collect: (): Promise<void> =>
      unlessGone(
        async () => {
          const kinds = await db.heartbeat.groupBy({ by: ['kind'], _max: { at: true } })
          silence.reset()
          for (const { kind, _max } of kinds) if (_max.at) silence.set({ kind }, seconds(_max.at))
        },
        () => silence.reset(),
      ),
  })
}

/** A database that is gone must not take the other numbers with it: they are needed most just then. */
async function unlessGone(read: () => Promise<void>, clear: () => void): Promise<void> {
  try {
    await read()
  } catch {
    // An old number would look like a new one.
    clear()
  }
}

/** The exposition text and its content type. */
export async function metricsText(): Promise<{ type: string; text: string }> {
  return { type: registry.contentType, text: await registry.metrics() }
}
