import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { serverUser } from './binaries'

/**
 * Where the embedded database of a data folder lives: inside it, or, when the server's user can't enter it
 * (root's home, a private clone), in a place named after it.
 */
export function databaseFolder(dataDir: string): string {
  const tag = createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12)
  return firstEnterable([
    path.join(path.resolve(dataDir), 'postgres'),
    path.join('/var/lib', `sluice-${tag}`),
    path.join('/var/tmp', `sluice-${tag}`),
  ])
}

/** A folder for a cluster that lives as long as a test run. */
export const throwAwayFolder = (name: string): string =>
  firstEnterable([tmpdir(), '/var/tmp', '/tmp'].map(parent => path.join(parent, name)))

function firstEnterable(folders: readonly string[]): string {
  const user = serverUser()
  const found = folders.find(
    folder => user.uid === undefined || canEnter(existing(path.dirname(folder)), user),
  )
  if (!found) throw new Error(`PostgreSQL’s user can’t enter ${folders.join(', ')}. Choose another DATA_DIR.`)
  return found
}

const existing = (folder: string): string => (existsSync(folder) ? folder : existing(path.dirname(folder)))

const canEnter = (folder: string, user: ReturnType<typeof serverUser>): boolean =>
  spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
