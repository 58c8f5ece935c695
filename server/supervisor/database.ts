// The embedded database under the supervisor: one owner, restarted when killed, never left behind.
import { spawn } from 'node:child_process'
import pg from 'pg'
import type { Logger } from 'pino'
import { type EmbeddedDatabase, startEmbedded } from '../db/embedded'
import { databaseFolder } from '../db/folder'
import { StartProblem } from './problem'

export interface KeptDatabase {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Any number would do; ours is the year and day of the first release. */
const OWNER_LOCK = 20_261_121
const RESTART_TRIES = 40
const RESTART_PAUSE_MS = 250

export async function keepDatabase(dataDir: string, log: Logger): Promise<KeptDatabase> {
  const folder = databaseFolder(dataDir)
  let database = await startEmbedded({ folder })
  let owner = await own(database, dataDir)
  let release = stopWithUs(database.pid)
  let stopping = false

  const watch = () =>
    void database.exited.then(async () => {
      if (stopping) return
      log.warn('PostgreSQL ended; starting it again')
      release()
      database = await again(() => startEmbedded({ folder, port: database.port }))
      owner = await own(database, dataDir)
      release = stopWithUs(database.pid)
      log.info('PostgreSQL is back')
      watch()
    })
  watch()

  return {
    url: database.url,
    stop: async () => {
      stopping = true
      release()
      await owner.end().catch(() => {})
      await database.stop()
    },
  }
}

/** Two supervisors on one data folder would start everything twice. The lock goes with its connection, however that ends. */
async function own(database: EmbeddedDatabase, dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url, keepAlive: true })
  client.on('error', () => {}) // the database going away is watched elsewhere
  await client.connect()
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
    OWNER_LOCK,
  ])
  if (rows[0]?.mine) return client
  await client.end()
  throw new StartProblem(
    `Sluice already runs on ${dataDir}. Use that one, or set DATA_DIR and PORT to start another.`,
  )
}

/**
 * Has the database stopped when this process is gone, even by `kill -9`: a shell waits for the end of a pipe that only
 * we hold open. Returns what calls it off.
 */
function stopWithUs(pid: number): () => void {
  if (process.platform === 'win32') return () => {}
  const keeper = spawn('/bin/sh', ['-c', 'read -r word || kill -INT "$0"', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  keeper.stdin?.on('error', () => {})
  return () => keeper.stdin?.end('released\n')
}

/** What a killed server leaves in shared memory is released only when its last process notices. */
async function again<T>(start: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await start()
    } catch (error) {
      if (tries >= RESTART_TRIES) throw error
      await new Promise(resolve => setTimeout(resolve, RESTART_PAUSE_MS))
    }
  }
}
