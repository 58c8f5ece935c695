// What Prometheus may ask of this process. Labels are names from our own code, never of tenants or people.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

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

/** The exposition text and its content type. Gauges that are read from the database ask it now. */
export async function metricsText(): Promise<{ type: string; text: string }> {
  return { type: registry.contentType, text: await registry.metrics() }
}
