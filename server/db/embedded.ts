// A real PostgreSQL in a folder: made on first start, re-used when it already runs, stopped with its owner.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { initdbProgram, postgresProgram, programs, type RunAs, serverUser } from './binaries'

export interface EmbeddedDatabase {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** The server of an earlier start was still running and is used as it is. */
  readonly reused: boolean
  /** Resolves when the server has gone, for whatever reason. */
  readonly exited: Promise<void>
  readonly stop: () => Promise<void>
}

export interface EmbeddedOptions {
  readonly folder: string
  /** For a restart whose clients know the address already; any free one otherwise. */
  readonly port?: number
  /** For tests: nothing survives a power cut, and stopping deletes the folder. */
  readonly throwAway?: boolean
}

const USER = 'sluice'
const DATABASE = 'postgres'
const STARTS_WITHIN_MS = 30_000
const POLL_MS = 40
const LOG_TAIL = 4000

export async function startEmbedded({ folder, port, throwAway }: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const user = serverUser()
  const data = path.join(folder, 'data')
  prepareFolder(folder, user)
  const bin = programs(user)
  if (!existsSync(path.join(data, 'PG_VERSION'))) initialise(bin, folder, user, throwAway === true)
  const password = readFileSync(passwordFile(folder), 'utf8').trim()
  const urlAt = (port: number) => `postgresql://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`
  const running = await alreadyRunning(data, urlAt)
  if (running) return running
  return await launch(bin, data, user, port ?? (await freePort()), urlAt, throwAway === true ? folder : null)
}

const passwordFile = (folder: string) => path.join(folder, 'password')

function prepareFolder(folder: string, user: RunAs): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  accessSync(folder, constants.W_OK)
  own(folder, user)
}

const own = (file: string, { uid, gid }: RunAs): void => {
  if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid)
}

function initialise(bin: string, folder: string, user: RunAs, throwAway: boolean): void {
  const data = path.join(folder, 'data')
  rmSync(data, { recursive: true, force: true }) // what an interrupted first start left
  writeFileSync(passwordFile(folder), randomBytes(24).toString('base64url'), { mode: 0o600 })
  own(passwordFile(folder), user)
  const args = [
    ['-D', data, '-U', USER, '--pwfile', passwordFile(folder)],
    ['--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'],
    throwAway ? ['--no-sync'] : [],
  ].flat()
  const made = spawnSync(initdbProgram(bin), args, {
    ...user,
    env: environment(),
    cwd: workFolder(folder),
    encoding: 'utf8',
  })
  if (made.status !== 0)
    throw new Error(
      `PostgreSQL could not make its folder ${data}: ${made.error?.message ?? made.stderr.trim()}`,
    )
}

const environment = () => ({ ...process.env, LC_ALL: 'C', TZ: 'UTC', PGTZ: 'UTC' })
/** The server's user may be unable to enter the checkout that is our own working folder. */
const workFolder = (folder: string) => (process.platform === 'win32' ? folder : '/')

/** postmaster.pid names the process in line 1 and its port in line 4; the process may be anybody's by now. */
async function alreadyRunning(
  data: string,
  urlAt: (port: number) => string,
): Promise<EmbeddedDatabase | null> {
  const file = path.join(data, 'postmaster.pid')
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!pid || !port || !isAlive(pid)) return null
  try {
    await answers(urlAt(port), () => isAlive(pid))
  } catch {
    return null
  }
  const exited = gone(pid)
  const stop = async () => {
    signal(pid, 'SIGINT')
    await exited
  }
  return { url: urlAt(port), port, pid, reused: true, exited, stop }
}

async function launch(
  bin: string,
  data: string,
  user: RunAs,
  port: number,
  urlAt: (port: number) => string,
  throwAwayFolder: string | null,
): Promise<EmbeddedDatabase> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '64MB',
    ...(throwAwayFolder && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const child = spawn(
    postgresProgram(bin),
    [
      '-D',
      data,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // A group of its own: Ctrl-C in the terminal must reach the server last, through us.
    {
      ...user,
      env: environment(),
      cwd: workFolder(data),
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    },
  )
  const tail = tailOf(child)
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const isRunning = () => child.exitCode === null && child.signalCode === null && child.pid !== undefined
  try {
    await answers(urlAt(port), isRunning)
  } catch (error) {
    child.kill('SIGQUIT')
    throw new Error(`PostgreSQL did not start: ${tail() || String(error)}`)
  }
  const stop = async () => {
    if (isRunning()) child.kill('SIGINT')
    await exited
    if (throwAwayFolder) rmSync(throwAwayFolder, { recursive: true, force: true })
  }
  return { url: urlAt(port), port, pid: child.pid!, reused: false, exited, stop }
}

function tailOf(child: ChildProcess): () => string {
  let tail = ''
  child.on('error', error => {
    tail += error.message
  })
  child.stderr?.on('data', chunk => {
    tail = (tail + String(chunk)).slice(-LOG_TAIL)
  })
  return () => tail.trim()
}

async function answers(url: string, isRunning: () => boolean): Promise<void> {
  for (let waited = 0; ; waited += POLL_MS) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    try {
      await client.connect()
      return
    } catch (error) {
      if (!isRunning() || waited > STARTS_WITHIN_MS) throw error
      await pause(POLL_MS)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await pause(250)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // gone already
  }
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
