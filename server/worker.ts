// The worker process: takes jobs from the queues, delivers the outbox, and, one process of all a venue, runs its feed.
import { systemClock } from './clock'
import { db } from './db/client'
import { settings } from './env'
import { startFeeds } from './feed/lead'
import { beat, forget } from './heartbeat'
import { createLog } from './log'
import { createMail } from './mail'
import { startUpkeep } from './scheduler/upkeep'
import { barDays, barSource, barStore, bus, market } from './services'
import { startCrew } from './workers/crew'
import { every } from './workers/every'
import { createHandlers } from './workers/handlers'
import { jobs } from './workers/jobs'
import { isAway, sortErrors } from './workers/outage'
import { channels } from './workers/outbox/channels'
import { startRelay } from './workers/outbox/relay'

/** Less than the supervisor's patience, so that a drain ends by itself. */
const DRAIN_MS = 25_000
const LEAVE_MS = 1_500
const BEAT_MS = 5_000

const set = settings()
const log = createLog('worker', set)
const name = `worker-${process.pid}`
const url =
  set.DATABASE_URL ??
  fail('DATABASE_URL is not set. `npm start` runs a database; a worker of its own needs one.')
const { now } = systemClock
const onError = sortErrors(
  {
    failed: error => log.error({ err: error }, 'unforeseen in a worker'),
    away: error => log.warn({ reason: String(error) }, 'the database or the queue is away; trying again'),
  },
  now,
)
// Spreads retries, nothing else: no result depends on it.
const random = Math.random

const mail = createMail({
  smtpUrl: set.SMTP_URL ?? null,
  from: set.MAIL_FROM,
  log,
  printUnsent: !set.production,
})
const relay = startRelay({
  db,
  bus,
  random,
  onError,
  channels: channels({
    mail,
    say: ({ key, message }) => log.info({ outboxKey: key }, message),
    webhook: { nowSeconds: () => Math.floor(now() / 1000) },
  }),
})
const crew = await startCrew({
  db,
  bus,
  place: { databaseUrl: url, redisUrl: set.REDIS_URL },
  catalogue: jobs,
  handlers: createHandlers({ db, market, barStore, barSource, barDays }),
  name,
  random,
  concurrency: { screens: set.WORKER_CONCURRENCY },
  onError: (error, job) => {
    if (!job || isAway(error)) onError(error)
    else log.error({ err: error, jobId: job.id, job: job.name }, 'unforeseen in a job')
  },
})
// Inside the worker and not a process of its own: an idle Node process costs more than the feed itself.
const feeds = startFeeds({ url, db, market, store: barStore, name, now, onError })
const upkeep = startUpkeep(db, now, onError)
const pulse = async () => {
  await beat(db, name, 'worker', {
    running: crew.running(),
    memoryMb: Math.round(process.memoryUsage.rss() / 1e6),
  })
}
await pulse()
const beating = every(BEAT_MS, pulse, onError)

let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal, DRAIN_MS))
// Without its supervisor this process is an orphan whose database goes down next.
process.once('disconnect', () => void stop('the supervisor is gone', 0))
process.send?.({ ready: name })
log.info('ready')

async function stop(reason: string, drainMs: number): Promise<void> {
  if (stopping) return
  stopping = true
  log.info({ reason, running: crew.running() }, 'stopping')
  setTimeout(() => process.exit(0), drainMs + LEAVE_MS).unref()
  upkeep.stop()
  beating.stop()
  await Promise.all([crew.drain(drainMs), feeds.stop(), relay.stop()]).catch(onError)
  await forget(db, name).catch(onError)
  await bus.close()
  await db.$disconnect()
  process.exit(0)
}

function fail(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(78) // EX_CONFIG
}
