import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const TRY_MS = 2_000
/** A connection that a firewall dropped in silence is found out this way, on both of its ends. */
const PING_MS = 5_000
const PING_TIMEOUT_MS = 10_000

export interface LeaderOptions {
  readonly url: string
  /** Names the office; one process of all holds it, for each subject by itself. */
  readonly office: number
  readonly subject: string
  /** What the holder does until `signal` aborts: stopped, or the connection that holds the lock is gone. */
  readonly work: (signal: AbortSignal) => Promise<void>
  readonly onError: (error: unknown) => void
}

/**
 * Runs `work` in one process at a time. The lock belongs to a database session, so a holder that dies frees it at once.
 * A holder cut off from the database may overlap with its successor for a moment; the work must bear that.
 */
export function lead(options: LeaderOptions): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const over = (async () => {
    while (!stopping.signal.aborted) {
      await holdOnce(options, stopping.signal).catch(options.onError)
      await sleep(TRY_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  })()
  return {
    stop: async () => {
      stopping.abort()
      await over
    },
  }
}

async function holdOnce({ url, office, subject, work }: LeaderOptions, stop: AbortSignal): Promise<void> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'sluice leader' })
  const lost = new AbortController()
  client.on('error', () => lost.abort())
  client.on('end', () => lost.abort())
  const over = AbortSignal.any([stop, lost.signal])
  try {
    await client.connect()
    for (;;) {
      const { rows } = await client.query<{ got: boolean }>(
        'select pg_try_advisory_lock($1::int, hashtext($2)) as got',
        [office, subject],
      )
      if (rows[0]?.got) break
      await sleep(TRY_MS, undefined, { signal: over })
    }
    const pinging = ping(client, lost, over)
    await work(over)
    lost.abort()
    await pinging
  } catch (error) {
    if (!stop.aborted) throw error
  } finally {
    lost.abort()
    await client.end().catch(() => {})
  }
}

/** Asks the connection that holds the lock whether it still lives; one that does not answer holds nothing. */
async function ping(client: pg.Client, lost: AbortController, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await sleep(PING_MS, undefined, { signal: over }).catch(() => {})
    if (over.aborted) return
    const late = setTimeout(() => lost.abort(), PING_TIMEOUT_MS)
    await client.query('select 1').catch(() => lost.abort())
    clearTimeout(late)
  }
}
