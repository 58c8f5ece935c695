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
    async collect() {
      const counts = await db.job.groupBy({ by: ['name', 'state'], _count: { _all: true } })
      jobs.reset()
      for (const { name, state, _count } of counts) jobs.set({ name, state }, _count._all)
    },
  })
  const durations = new Gauge({
    name: 'sluice_job_duration_seconds',
    help: 'How long jobs that ended within the last hour ran, by name and quantile',
    labelNames: ['name', 'quantile'] as const,
    registers,
    async collect() {
      const rows = await db.$queryRaw<{ name: string; half: number; most: number }[]>`
        select name,
          percentile_cont(0.5) within group (order by extract(epoch from "finishedAt" - "startedAt"))::float8 as half,
          percentile_cont(0.95) within group (order by extract(epoch from "finishedAt" - "startedAt"))::float8 as most
        from "Job" where "finishedAt" > now() - interval '1 hour' and "startedAt" is not null group by name`
      durations.reset()
      for (const { name, half, most } of rows) {
        durations.set({ name, quantile: '0.5' }, half)
        durations.set({ name, quantile: '0.95' }, most)
      }
    },
  })
  const waiting = new Gauge({
    name: 'sluice_job_wait_seconds',
    help: 'How long the job that has waited longest has been due; 0 when none waits',
    registers,
    async collect() {
      const [row] = await db.$queryRaw<{ seconds: number }[]>`
        select coalesce(extract(epoch from max(now() - "dueAt")), 0)::float8 as seconds
        from "Job" where state = 'queued' and "dueAt" <= now()`
      waiting.set(row?.seconds ?? 0)
    },
  })
  const outbox = new Gauge({
    name: 'sluice_outbox_age_seconds',
    help: 'Age of the oldest message that is still to be delivered; 0 when there is none',
    registers,
    async collect() {
      const oldest = await db.outbox.findFirst({
        where: { deliveredAt: null, gaveUpAt: null },
        orderBy: { id: 'asc' },
        select: { createdAt: true },
      })
      outbox.set(oldest ? seconds(oldest.createdAt) : 0)
    },
  })
  const silence = new Gauge({
    name: 'sluice_heartbeat_age_seconds',
    help: 'Seconds since the youngest heartbeat of each kind of process: worker, feed …',
    labelNames: ['kind'] as const,
    registers,
    async collect() {
      const kinds = await db.heartbeat.groupBy({ by: ['kind'], _max: { at: true } })
      silence.reset()
      for (const { kind, _max } of kinds) if (_max.at) silence.set({ kind }, seconds(_max.at))
    },
  })
}

/** The exposition text and its content type. */
export async function metricsText(): Promise<{ type: string; text: string }> {
  return { type: registry.contentType, text: await registry.metrics() }
}
