import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

type Piped = ChildProcess & {
  stdin: NonNullable<ChildProcess['stdin']>
  stdout: NonNullable<ChildProcess['stdout']>
}

/** Starts a guests' process: no environment, no files but its own code, no network where the system lets us say so. */
export function launch(bundle: string): Piped {
  const [command, ...args] = [...networkless(), process.execPath, ...flags(bundle), bundle]
  const child = spawn(command!, args, {
    cwd: path.dirname(bundle),
    env: environment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
  return child as Piped // stdio above says they are pipes
}

function flags(bundle: string): string[] {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission'
  const stack = stackKib()
  return [
    permission,
    `--allow-fs-read=${bundle}`,
    '--no-warnings',
    // The optimising tier at once: a new process is at full speed by its second guest.
    '--no-liftoff',
    '--disallow-code-generation-from-strings',
    '--disable-proto=throw',
    '--frozen-intrinsics',
    // Its JavaScript heap is small; what guests need lies in the engine's memory.
    '--max-old-space-size=512',
    '--max-semi-space-size=1',
    '--optimize-for-size',
    ...(stack === null ? [] : [`--stack-size=${stack}`]),
  ]
}

/** Guests recurse on this stack; a thirty-second of it is theirs. Its size is asked for only where it is known. */
function stackKib(): number | null {
  if (process.platform === 'win32') return null
  const most = process.platform === 'linux' ? linuxStackKib() : 8_176
  return most >= 8_000 ? 7_000 : most >= 4_000 ? Math.floor(most * 0.8) : null
}

function linuxStackKib(): number {
  try {
    const line = readFileSync('/proc/self/limits', 'utf8')
      .split('\n')
      .find(text => text.startsWith('Max stack size'))
    const soft = line?.split(/\s{2,}/)[1]
    return soft === 'unlimited' ? 8_192 : Number(soft) / 1024
  } catch {
    return 0
  }
}

const WALLS = [
  ['unshare', '--net'],
  ['unshare', '--map-root-user', '--net'],
]
const isAllowed = ([command, ...args]: readonly string[]): boolean =>
  spawnSync(command!, [...args, 'true'], { stdio: 'ignore', timeout: 2_000, env: environment() }).status === 0

let prefix: readonly string[] | undefined

/** A network namespace of its own, with rights or through a user namespace; nothing where neither is allowed. */
function networkless(): readonly string[] {
  prefix ??= process.platform === 'linux' ? (WALLS.find(isAllowed) ?? []) : []
  return prefix
}

function environment(): NodeJS.ProcessEnv {
  // Next's types claim that every environment has a NODE_ENV.
  return {
    TZ: 'UTC',
    ...(process.platform === 'linux' && { PATH: '/usr/bin:/bin' }),
  } as unknown as NodeJS.ProcessEnv
}
