// Starts the real product the way a user does, in a data folder of its own on a port of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface Product {
  readonly url: string
  readonly dataDir: string
  /** The supervisor's. */
  readonly pid: number
  /** All it has printed so far. */
  readonly output: () => string
  readonly ended: Promise<number | null>
  /** Asks it to stop as Ctrl-C does, and waits. */
  readonly stop: () => Promise<number | null>
}

export interface ProductOptions {
  readonly dataDir?: string
  readonly env?: Readonly<Record<string, string>>
  readonly readyWithinMs?: number
}

const house = path.resolve(import.meta.dirname, '../..')
const READY = /Sluice is ready on (\S+)/

export const freshDataDir = (): string => mkdtempSync(path.join(tmpdir(), 'sluice-product-'))
export const removeDataDir = (dataDir: string): void => rmSync(dataDir, { recursive: true, force: true })

/** Runs the start command; nothing is awaited. */
export function runProduct({ dataDir = freshDataDir(), env = {} }: ProductOptions = {}): {
  child: ChildProcess
  dataDir: string
  output: () => string
  ended: Promise<number | null>
} {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'server/start.ts', '--production'], {
    cwd: house,
    env: {
      ...inherited(),
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_FORMAT: 'text',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', chunk => {
      printed += String(chunk)
    })
  const ended = new Promise<number | null>(resolve => child.once('close', resolve))
  return { child, dataDir, output: () => printed, ended }
}

/** Runs the start command and waits until it serves. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const { child, dataDir, output, ended } = runProduct(options)
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${output()}`))
    const late = setTimeout(
      () => fail('The product was not ready in time.'),
      options.readyWithinMs ?? 240_000,
    )
    const look = () => {
      const ready = READY.exec(output())?.[1]
      if (ready) resolve(ready)
    }
    child.stdout?.on('data', look)
    void ended.then(code => fail(`The product ended with ${code} before it was ready.`))
    void ended.finally(() => clearTimeout(late))
    child.stdout?.once('end', () => clearTimeout(late))
  })
  return {
    url,
    dataDir,
    pid: child.pid!,
    output,
    ended,
    stop: () => {
      child.kill('SIGINT')
      return ended
    },
  }
}

/** The environment without settings that a developer's shell may carry. */
function inherited(): NodeJS.ProcessEnv {
  const { DATABASE_URL, REDIS_URL, PUBLIC_URL, AUTH_SECRET, NODE_ENV, ...rest } = process.env
  return rest as NodeJS.ProcessEnv
}
