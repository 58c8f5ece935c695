// The product as its owner runs it: started, stopped, killed, started again.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseFolder } from '@/server/db/folder'
import { freshDataDir, type Product, removeDataDir, startProduct } from '../setup/product'

const dataDir = freshDataDir()
let product: Product

beforeAll(async () => {
  product = await startProduct({ dataDir })
})
afterAll(async () => {
  await product.stop()
  removeDataDir(dataDir)
})

const health = async (): Promise<{ ok: boolean } | null> =>
  await fetch(`${product.url}/api/health`)
    .then(answer => answer.json())
    .catch(() => null)

const until = async (
  what: string,
  check: () => boolean | Promise<boolean>,
  withinMs = 60_000,
): Promise<void> => {
  for (const end = Date.now() + withinMs; !(await check()); ) {
    if (Date.now() > end) throw new Error(`${what}: not within ${withinMs / 1000} s\n${product.output()}`)
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}
const isHealthy = async () => (await health())?.ok === true

/** Processes whose command line has every one of `words`. */
const processes = (...words: string[]): number[] =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter(line => words.every(word => line.includes(word)))
    .map(line => Number(line.trim().split(' ')[0]))
const childrenOf = (pid: number, word: string): number[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .filter(([, parent, ...command]) => Number(parent) === pid && command.join(' ').includes(word))
    .map(([child]) => Number(child))
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
const postmaster = (): number =>
  Number(readFileSync(path.join(databaseFolder(dataDir), 'data/postmaster.pid'), 'utf8').split('\n')[0])

const cookie = { value: '' }
const guest = async () => {
  const answer = await fetch(`${product.url}/api/auth/sign-in/anonymous`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: product.url },
    body: '{}',
  })
  expect(answer.status).toBe(200)
  cookie.value = answer.headers
    .getSetCookie()
    .map(entry => entry.split(';')[0])
    .join('; ')
}
const me = async () => {
  const answer = await fetch(`${product.url}/api/trpc/session.me`, { headers: { cookie: cookie.value } })
  const { result } = (await answer.json()) as { result: { data: { json: { user: { id: string } | null } } } }
  return result.data.json.user
}

describe('a product that is started', () => {
  test('is healthy in every part soon after it says that it is ready', async () => {
    await until('healthy', isHealthy)
  })

  test('serves a page', async () => {
    const page = await fetch(product.url)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<html')
  })

  test('comes back when a worker is killed', async () => {
    const [worker] = childrenOf(product.pid, 'server/worker.ts')
    process.kill(worker!, 'SIGKILL')
    await until('another worker', () => {
      const [next] = childrenOf(product.pid, 'server/worker.ts')
      return next !== undefined && next !== worker
    })
    await until('healthy', isHealthy)
  })

  test('comes back when the web process is killed', async () => {
    const [web] = childrenOf(product.pid, 'server/web.ts')
    process.kill(web!, 'SIGKILL')
    await until('the port again', async () => (await health()) !== null)
    await until('healthy', isHealthy)
  })

  test('comes back when PostgreSQL is killed, with all it held', async () => {
    await guest()
    const before = await me()
    const pid = postmaster()
    process.kill(pid, 'SIGKILL')
    await until('another PostgreSQL', () => !isAlive(pid) && postmaster() !== pid)
    await until('healthy', isHealthy)
    expect(await me()).toEqual(before)
  })

  test('leaves nothing behind when the supervisor is killed, and starts again with its data', async () => {
    const before = await me()
    const pids = [
      postmaster(),
      ...childrenOf(product.pid, 'server/web.ts'),
      ...childrenOf(product.pid, 'server/worker.ts'),
    ]
    expect(pids).toHaveLength(3)
    process.kill(product.pid, 'SIGKILL')
    await until('nothing left', () => !pids.some(isAlive))
    product = await startProduct({ dataDir })
    expect(await me()).toEqual(before)
  })

  test('stops cleanly on Ctrl-C, with nothing left', async () => {
    const pid = postmaster()
    expect(await product.stop()).toBe(0)
    expect(isAlive(pid)).toBe(false)
    expect(processes(dataDir)).toEqual([])
    product = await startProduct({ dataDir })
  })
})
