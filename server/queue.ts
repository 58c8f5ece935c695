import {
  createPostgresBackend,
  createRedisBackend,
  type PostgresConnectionOptions,
  Queue,
  type QueueOptions,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq'
import pg from 'pg'

/** Where the queue lives: in the database that is there anyway, or in Redis when its address is given. */
export interface QueuePlace {
  readonly databaseUrl: string
  readonly redisUrl?: string | undefined
}

/** What travels through a queue: a doorbell. The work itself is a row. */
export interface Doorbell {
  readonly id: string
}

const SCHEMA = 'bullmq'
/** A worker that stalls this long is taken for dead and its doorbell rung again; the row's own lease still decides. */
const LOCK_MS = 15_000

/** Creates or updates the queue's own tables; nothing to do on Redis. */
export async function prepareQueues(place: QueuePlace): Promise<void> {
  if (place.redisUrl) return
  const client = new pg.Client({ connectionString: place.databaseUrl })
  await client.connect()
  try {
    await runMigrations(client)
  } finally {
    await client.end()
  }
}

export function openQueue(place: QueuePlace, name: string): Queue<Doorbell> {
  const { connection, factory } = backend(place, 1)
  return new Queue<Doorbell>(
    name,
    { connection, defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true } },
    factory,
  )
}

/** Delivers doorbells to `answer`, `concurrency` at a time. Never rejects on their account: the row keeps the outcome. */
export function openQueueWorker(
  place: QueuePlace,
  name: string,
  concurrency: number,
  answer: (jobName: string, bell: Doorbell) => Promise<void>,
): Worker<Doorbell, void> {
  const { connection, factory } = backend(place, 2)
  const options: WorkerOptions = {
    connection,
    concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: LOCK_MS / 2,
    maxStalledCount: 10,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  }
  return new Worker<Doorbell, void>(name, bell => answer(bell.name, bell.data), options, factory)
}

// Both factories make the same queue. BullMQ's classes are typed for one of them, so the other borrows its type.
type Backend = typeof createRedisBackend

function backend(
  place: QueuePlace,
  max: number,
): { connection: QueueOptions['connection']; factory: Backend } {
  if (place.redisUrl)
    return {
      connection: { url: place.redisUrl, maxRetriesPerRequest: null },
      factory: createRedisBackend,
    }
  const connection: PostgresConnectionOptions = {
    connectionString: place.databaseUrl,
    schema: SCHEMA,
    max,
  }
  return {
    connection: connection as QueueOptions['connection'],
    factory: createPostgresBackend as unknown as Backend,
  }
}
