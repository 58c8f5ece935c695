import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const TRY_MS = 2_000

export interface LeaderOptions {
  readonly url: string
  /** Names the office; one process of all holds it. */
  readonly key: number
  /** What the holder does until `signal` aborts: stopped, or the connection that holds the lock is gone. */
  readonly work: (signal: AbortSignal) => Promise<void>
  readonly onError: (error: unknown) => void
}

/**
 * Runs `work` in one process at a time. The lock belongs to a database session, so a holder that dies frees it at once.
 * A holder cut off from the database may overlap with its successor for a moment; the work must bear that.
 */
export function lead({ url, key, work, onError }: LeaderOptions): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const over = (async () => {
    while (!stopping.signal.aborted) {
      await holdOnce(url, key, work, stopping.signal).catch(onError)
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

async function holdOnce(
  url: string,
  key: number,
  work: LeaderOptions['work'],
  stop: AbortSignal,
): Promise<void> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'sluice leader' })
  const lost = new AbortController()
  client.on('error', () => lost.abort())
  client.on('end', () => lost.abort())
  try {
    await client.connect()
    for (;;) {
      const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [key])
      if (rows[0]?.got) break
      await sleep(TRY_MS, undefined, { signal: AbortSignal.any([stop, lost.signal]) })
    }
    await work(AbortSignal.any([stop, lost.signal]))
  } catch (error) {
    if (!stop.aborted) throw error
  } finally {
    await client.end().catch(() => {})
  }
}
